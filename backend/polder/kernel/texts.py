"""What text carries unseen: characters that show it otherwise than it is written."""

# Embeddings and overrides of direction: "cod.exe" can be made to read "exe.doc". Scripts from right to left need none of
# them, as every name and title is isolated where it is shown (UAX #9, section 2).
_TURNING = dict.fromkeys(range(0x202A, 0x202F))


def in_order(text: str) -> str:
    """The text without characters that turn the order in which it, and what follows it, is read."""
    return text.translate(_TURNING)
