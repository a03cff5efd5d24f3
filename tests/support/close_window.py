"""What a window manager does when the cross in a window's corner is pressed: it asks the window to close (X11)."""

from __future__ import annotations

import ctypes
from ctypes import POINTER, Structure, Union, byref, c_char_p, c_int, c_long, c_ulong, c_void_p

_CLIENT_MESSAGE, _CURRENT_TIME = 33, 0  # numbers of the X11 protocol


class _ClientMessage(Structure):
    _fields_ = [
        ("type", c_int),
        ("serial", c_ulong),
        ("send_event", c_int),
        ("display", c_void_p),
        ("window", c_ulong),
        ("message_type", c_ulong),
        ("format", c_int),
        ("data", c_long * 5),
    ]


class _Event(Union):
    _fields_ = [("message", _ClientMessage), ("pad", c_long * 24)]


def close_window(display: str, window: int) -> None:
    """Send WM_DELETE_WINDOW (ICCCM 4.2.8.1) to ``window`` on ``display``."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype, x11.XOpenDisplay.argtypes = c_void_p, [c_char_p]
    x11.XInternAtom.restype, x11.XInternAtom.argtypes = c_ulong, [c_void_p, c_char_p, c_int]
    x11.XSendEvent.argtypes = [c_void_p, c_ulong, c_int, c_long, POINTER(_Event)]
    x11.XCloseDisplay.argtypes = [c_void_p]
    screen = x11.XOpenDisplay(display.encode())
    assert screen, display
    event = _Event()
    event.message.type, event.message.format, event.message.window = _CLIENT_MESSAGE, 32, window
    event.message.message_type = x11.XInternAtom(screen, b"WM_PROTOCOLS", 0)
    event.message.data[0] = x11.XInternAtom(screen, b"WM_DELETE_WINDOW", 0)
    event.message.data[1] = _CURRENT_TIME
    assert x11.XSendEvent(screen, window, 0, 0, byref(event))
    x11.XCloseDisplay(screen)
