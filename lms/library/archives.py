"""Files as a zip, written so that the same files make the same bytes."""

import io
import stat
import zipfile
from collections.abc import Mapping
from zipfile import ZipFile, ZipInfo

WHEN = (1980, 1, 1, 0, 0, 0)  # the earliest day that a zip can tell


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, by path."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for path in sorted(files):
            info = ZipInfo(path, WHEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            package.writestr(info, files[path])
    return stream.getvalue()
