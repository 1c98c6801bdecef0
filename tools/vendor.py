"""The vendored files of this repository, fetched again: fonts, test scripts and their licences.

    python tools/vendor.py [package …]

`vendor.toml` beside this file names each npm package with its version, the SHA-256 of its archive and the files that we
keep. An archive with another hash stops the run before any file is written. Needs Python 3.11 and npm, nothing else.
"""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(wanted: list[str]) -> None:
    """Every wanted package's files in place; with no name, those of all packages."""
    packages = tomllib.loads((ROOT / "tools/vendor.toml").read_text(encoding="utf-8"))["package"]
    if unknown := set(wanted) - {package["name"] for package in packages}:
        sys.exit(f"not in tools/vendor.toml: {', '.join(sorted(unknown))}")
    chosen = [package for package in packages if not wanted or package["name"] in wanted]
    with tempfile.TemporaryDirectory() as folder:
        archives = [fetch(package, Path(folder)) for package in chosen]
        for package, archive in zip(chosen, archives, strict=True):
            unpack(package, archive)


def fetch(package: dict, folder: Path) -> Path:
    """The package's archive as npm delivers it, its hash checked."""
    npm = shutil.which("npm") or sys.exit("npm was not found")
    wanted = f"{package['name']}@{package['version']}"
    command = [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", str(folder), wanted]
    printed = subprocess.run(command, cwd=folder, check=True, stdout=subprocess.PIPE, text=True).stdout
    archive = folder / printed.split()[-1]
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != package["sha256"]:
        sys.exit(f"{wanted}: the archive's SHA-256 is\n  {found}, and vendor.toml asks for\n  {package['sha256']}")
    return archive


def unpack(package: dict, archive: Path) -> None:
    """The files that we keep, written to their places and named on standard output."""
    with tarfile.open(archive) as packed:
        for inside, place in package["files"].items():
            content = packed.extractfile(f"package/{inside}")
            target = ROOT / place
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content.read())
            print(f"{package['name']} {package['version']}  {place}")


if __name__ == "__main__":
    main(sys.argv[1:])
