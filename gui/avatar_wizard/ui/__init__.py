"""Everything Qt: the window, its pages, and the words on them."""
