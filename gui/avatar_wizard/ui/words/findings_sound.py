"""Words for what was found in the sound of footage; codes and facts are those of ``footage.checks``."""

from __future__ import annotations

from .entry import QT_TRANSLATE_NOOP, Entry, Table

FINDINGS: Table = {
    "video.no_sound": Entry(
        QT_TRANSLATE_NOOP("Finding", "No sound"),
        QT_TRANSLATE_NOOP("Finding", "The video is silent, but its original sound is needed."),
        QT_TRANSLATE_NOOP("Finding", "Film with sound. Do not add another sound later."),
    ),
    "sound.silent": Entry(
        QT_TRANSLATE_NOOP("Finding", "Hardly any sound"),
        QT_TRANSLATE_NOOP(
            "Finding", "It is so faint that there may be no voice in it. Huawei asks for the original sound."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Listen to it. If you cannot hear the voice, check the microphone and film again."
        ),
    ),
    "sound.tracks": Entry(
        QT_TRANSLATE_NOOP("Finding", "Several sound tracks"),
        QT_TRANSLATE_NOOP(
            "Finding", "The file holds {count} sound tracks. Which of them Huawei would take is not known."
        ),
        QT_TRANSLATE_NOOP("Finding", "Keep only the first one, after listening whether it is the right one."),
        bare=QT_TRANSLATE_NOOP("Finding", "Which of them Huawei would take is not known."),
    ),
    "sound.codec": Entry(
        QT_TRANSLATE_NOOP("Finding", "Not the most common sound format"),
        QT_TRANSLATE_NOOP("Finding", "The sound is stored as {codec}. The common AAC makes the least trouble."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent. Saving the sound as AAC makes it safe."),
        bare=QT_TRANSLATE_NOOP("Finding", "The common AAC makes the least trouble."),
    ),
    "sound.sample_rate": Entry(
        QT_TRANSLATE_NOOP("Finding", "The sound is stored too coarsely"),
        QT_TRANSLATE_NOOP("Finding", "It is recorded at {rate} kHz; a voice needs {minimum} kHz or more."),
        QT_TRANSLATE_NOOP(
            "Finding", "Set the camera or recorder to 48 kHz. A new file cannot bring back what was not recorded."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "A voice needs 44.1 kHz or more."),
    ),
    "sound.one_sided": Entry(
        QT_TRANSLATE_NOOP("Finding", "The sound is on one side only"),
        QT_TRANSLATE_NOOP("Finding", "One side is {difference} dB quieter than the other."),
        QT_TRANSLATE_NOOP(
            "Finding", "Check the plug and the setting of the microphone (both sides, or mono), and film again."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "One side is much quieter than the other."),
    ),
    "sound.offset": Entry(
        QT_TRANSLATE_NOOP("Finding", "Sound and picture do not begin together"),
        QT_TRANSLATE_NOOP("Finding", "They begin {seconds} s apart, so lips and voice may not match."),
        QT_TRANSLATE_NOOP("Finding", "Export it again with both from the start, or film it again."),
        bare=QT_TRANSLATE_NOOP("Finding", "Lips and voice may not match."),
    ),
    "sound.length": Entry(
        QT_TRANSLATE_NOOP("Finding", "Sound and picture do not end together"),
        QT_TRANSLATE_NOOP("Finding", "One ends {seconds} s before the other."),
        QT_TRANSLATE_NOOP("Finding", "Send the camera's own file. If it is that file, film it again."),
        bare=QT_TRANSLATE_NOOP("Finding", "One ends long before the other."),
    ),
    "sound.length_slight": Entry(
        QT_TRANSLATE_NOOP("Finding", "Sound and picture end a moment apart"),
        QT_TRANSLATE_NOOP("Finding", "One ends {seconds} s before the other."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent; most players do not mind."),
        bare=QT_TRANSLATE_NOOP("Finding", "One ends a moment before the other."),
    ),
    "sound.too_quiet": Entry(
        QT_TRANSLATE_NOOP("Finding", "The voice is too quiet"),
        QT_TRANSLATE_NOOP("Finding", "Its loudness is {loudness} LUFS; {minimum} to {maximum} are good."),
        QT_TRANSLATE_NOOP(
            "Finding", "Make it louder without changing anything else, and go nearer to the microphone next time."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "It is quieter than a voice for an avatar should be."),
    ),
    "sound.too_quiet_peaks": Entry(
        QT_TRANSLATE_NOOP("Finding", "The voice is too quiet, with loud peaks"),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Its loudness is {loudness} LUFS; {minimum} to {maximum} are good. Loud peaks allow {reachable} at most.",
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Find what is so loud (a clap, a knock on the microphone) and film again without it."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "It is too quiet, and loud peaks leave no room to make it louder."),
    ),
    "sound.too_loud": Entry(
        QT_TRANSLATE_NOOP("Finding", "The voice is too loud"),
        QT_TRANSLATE_NOOP("Finding", "Its loudness is {loudness} LUFS; {minimum} to {maximum} are good."),
        QT_TRANSLATE_NOOP(
            "Finding", "Make it quieter without changing anything else, and turn the microphone down next time."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "It is louder than a voice for an avatar should be."),
    ),
    "sound.peak": Entry(
        QT_TRANSLATE_NOOP("Finding", "The loudest moments are at the limit"),
        QT_TRANSLATE_NOOP("Finding", "They reach {peak} dBTP; up to {maximum} are safe."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent. Turn the microphone down a little next time."),
        bare=QT_TRANSLATE_NOOP("Finding", "They leave no room."),
    ),
    "sound.clipping": Entry(
        QT_TRANSLATE_NOOP("Finding", "The sound is distorted"),
        QT_TRANSLATE_NOOP(
            "Finding", "{percent} % of the seconds with sound were too loud for the recorder and are cut off."
        ),
        QT_TRANSLATE_NOOP("Finding", "Turn the microphone down and film again; this cannot be mended."),
        bare=QT_TRANSLATE_NOOP("Finding", "It was too loud for the recorder and is cut off."),
    ),
    "sound.clipping_slight": Entry(
        QT_TRANSLATE_NOOP("Finding", "The sound is distorted in a few places"),
        QT_TRANSLATE_NOOP("Finding", "It was too loud for the recorder there."),
        QT_TRANSLATE_NOOP("Finding", "Listen to these places. Turn the microphone down next time."),
    ),
    "sound.noise": Entry(
        QT_TRANSLATE_NOOP("Finding", "Noise behind the voice"),
        QT_TRANSLATE_NOOP(
            "Finding", "The voice is only {distance} dB louder than the noise; {minimum} or more is our advice."
        ),
        QT_TRANSLATE_NOOP(
            "Finding", "Switch off fans and machines, close windows, go nearer to the microphone, and film again."
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "The voice is hardly louder than the noise."),
    ),
    "sound.opening_short": Entry(
        QT_TRANSLATE_NOOP("Finding", "Too little silence at the start"),
        QT_TRANSLATE_NOOP(
            "Finding", "It is silent for {seconds} s; Huawei asks for {minimum} s with the mouth closed."
        ),
        QT_TRANSLATE_NOOP(
            "Finding",
            "Film again: look into the lens and stay silent for 15 to 20 seconds before you speak. "
            "Noise counts as sound.",
        ),
        bare=QT_TRANSLATE_NOOP("Finding", "Huawei asks for 15 to 20 seconds of silence with the mouth closed."),
    ),
    "sound.opening_test": Entry(
        QT_TRANSLATE_NOOP("Finding", "Hardly any silence at the start of the test"),
        QT_TRANSLATE_NOOP("Finding", "It is silent for {seconds} s; {minimum} s are enough for a test."),
        QT_TRANSLATE_NOOP("Finding", "Begin the real take with 15 to 20 seconds of silence, mouth closed."),
        bare=QT_TRANSLATE_NOOP("Finding", "A few seconds of silence let the room be heard."),
    ),
    "sound.opening_long": Entry(
        QT_TRANSLATE_NOOP("Finding", "A long silence at the start"),
        QT_TRANSLATE_NOOP("Finding", "It is silent for {seconds} s; 15 to 20 are asked for."),
        QT_TRANSLATE_NOOP("Finding", "It can be sent. Begin to speak after 15 to 20 seconds next time."),
        bare=QT_TRANSLATE_NOOP("Finding", "15 to 20 seconds are asked for."),
    ),
    "sound.dead_air": Entry(
        QT_TRANSLATE_NOOP("Finding", "Long pauses"),
        QT_TRANSLATE_NOOP("Finding", "Nothing is said for up to {seconds} s."),
        QT_TRANSLATE_NOOP("Finding", "Film again and go on talking; short pauses are fine."),
        bare=QT_TRANSLATE_NOOP("Finding", "Nothing is said for a long time."),
    ),
}
