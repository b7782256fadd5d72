import os
import tempfile
import unittest
from pathlib import Path
from unittest import mock

from service.storage import model_files


class FakeBucket:
    """Gives two pages of objects, and what they hold."""

    def __init__(self, *pages: dict[str, str]) -> None:
        self._pages = pages
        self.asked: list[dict[str, str]] = []

    def get_paginator(self, _name: str) -> "FakeBucket":
        return self

    def paginate(self, **asked: str) -> list[dict]:
        self.asked.append(asked)
        return [{"Contents": [{"Key": key} for key in page]} if page else {} for page in self._pages]

    def download_file(self, _bucket: str, key: str, path: str) -> None:
        text = next(page[key] for page in self._pages if key in page)
        Path(path).write_text(text, encoding="utf-8")


class Storage(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.enterContext(mock.patch.dict(os.environ, {"MODEL_URI": "s3://bucket/model"}))

    def test_copies_all_files_of_all_pages(self) -> None:
        bucket = FakeBucket({"model/": "", "model/model.json": "{}"}, {"model/parts/1.bin": "one"})
        self.assertEqual(model_files(self.folder, bucket), self.folder)
        self.assertEqual(bucket.asked, [{"Bucket": "bucket", "Prefix": "model/"}])
        self.assertEqual((self.folder / "model.json").read_text(encoding="utf-8"), "{}")
        self.assertEqual((self.folder / "parts/1.bin").read_text(encoding="utf-8"), "one")

    def test_fails_where_there_is_nothing(self) -> None:
        with self.assertRaisesRegex(FileNotFoundError, "s3://bucket/model"):
            model_files(self.folder, FakeBucket({}))

    def test_writes_nothing_outside_of_the_folder(self) -> None:
        with self.assertRaisesRegex(ValueError, "outside"):
            model_files(self.folder, FakeBucket({"model/../../evil": "evil"}))

    def test_takes_what_is_there_without_a_bucket(self) -> None:
        del os.environ["MODEL_URI"]
        self.assertEqual(model_files(self.folder), self.folder)


if __name__ == "__main__":
    unittest.main()
