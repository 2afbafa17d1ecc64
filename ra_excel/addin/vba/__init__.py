"""Writing a VBA project from source text: its container and its streams."""
