"""Where the model's files are."""

from pathlib import Path


def model_files(folder: Path) -> Path:
    """The folder of the model's files: the file system is mounted there."""
    return folder
