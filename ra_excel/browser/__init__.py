"""The check where there is no disk: bytes in, text or bytes out."""
