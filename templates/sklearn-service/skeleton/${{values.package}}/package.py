"""The package stage: `dist/model.tar.gz`, all that a server of the model needs but Python."""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import sys
import tarfile
from pathlib import Path

from .settings import MODEL_FILE, REPORT_FILE, ROOT

ARTIFACT = ROOT / "dist" / "model.tar.gz"


def packaged_files() -> list[Path]:
    """What goes in, in order."""
    code = Path(__file__).parent
    return sorted(
        [
            ROOT / "MODEL_CARD.md",
            ROOT / "pipeline.yaml",
            ROOT / "requirements.lock",
            ROOT / "training.yaml",
            MODEL_FILE,
            *ROOT.glob("Dockerfile"),  # for a portal that runs versions in containers
            *code.rglob("*.py"),
        ]
    )


def build_archive(contents: dict[str, bytes]) -> bytes:
    """A .tar.gz of these files; the same contents give the same bytes on any day and machine."""
    tar = io.BytesIO()
    with tarfile.open(fileobj=tar, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in contents.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            entry.mode = 0o644
            archive.addfile(entry, io.BytesIO(content))
    return gzip.compress(tar.getvalue(), compresslevel=6, mtime=0)


def main() -> None:
    """Packs, and adds the artifact to the report."""
    report = json.loads(REPORT_FILE.read_text())
    report.pop("artifact", None)  # packaging twice must not change what is packaged
    contents = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in packaged_files()}
    contents[REPORT_FILE.relative_to(ROOT).as_posix()] = json.dumps(report, indent=2).encode()
    archive = build_archive(contents)
    ARTIFACT.parent.mkdir(exist_ok=True)
    ARTIFACT.write_bytes(archive)
    report["artifact"] = {
        "path": ARTIFACT.relative_to(ROOT).as_posix(),
        "digest": f"sha256:{hashlib.sha256(archive).hexdigest()}",
        "sizeBytes": len(archive),
    }
    REPORT_FILE.write_text(json.dumps(report, indent=2) + "\n")
    sys.stdout.write(f"{report['artifact']['path']} {report['artifact']['digest']}\n")


if __name__ == "__main__":
    main()
