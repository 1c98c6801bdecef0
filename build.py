"""The door: hands its arguments to muniment.cli, nothing else."""

import sys

if sys.version_info < (3, 11):
    sys.exit("Muniment needs Python 3.11 or later; this is " + sys.version.split()[0] + ".")

try:
    from muniment.cli import main

    if __name__ == "__main__":
        main()
except ModuleNotFoundError as error:
    if error.name and error.name.startswith("muniment"):
        raise
    sys.exit(f"The package {error.name!r} is not installed here. Run: make site   (or see README.md, “Without make”)")
