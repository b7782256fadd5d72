"""Where the model's files are."""

import os
from pathlib import Path
from urllib.parse import urlsplit

import boto3


def model_files(folder: Path, client=None) -> Path:
    """The folder of the model's files, copied from the bucket that MODEL_URI names; without it they are there."""
    uri = os.environ.get("MODEL_URI")
    if not uri:
        return folder
    parts = urlsplit(uri)
    prefix = parts.path.strip("/") + "/"
    # By itself boto3 reads AWS_DEFAULT_REGION alone; ECS sets AWS_REGION, too.
    s3 = client or boto3.client("s3", region_name=os.environ.get("AWS_REGION"))
    found = 0
    for page in s3.get_paginator("list_objects_v2").paginate(Bucket=parts.netloc, Prefix=prefix):
        for each in page.get("Contents", []):
            key = each["Key"]
            if key.endswith("/"):
                continue
            target = (folder / key[len(prefix) :]).resolve()
            if not target.is_relative_to(folder.resolve()):
                raise ValueError(f"{key} would be written outside of {folder}")
            target.parent.mkdir(parents=True, exist_ok=True)
            s3.download_file(parts.netloc, key, str(target))
            found += 1
    if found == 0:
        raise FileNotFoundError(f"there is no file below {uri}")
    return folder
