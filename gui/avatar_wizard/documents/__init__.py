"""The files that go to the service beside the footage, and what identifies any file on this computer."""
