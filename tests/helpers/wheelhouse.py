"""Does a wheelhouse hold all that its wheels ask for? Run by ``make wheelhouse``: folder, and the
platform it is for.
"""

from __future__ import annotations

import sys
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_wheel_filename

WINDOWS = {"platform_system": "Windows", "sys_platform": "win32", "os_name": "nt"}
MAC = {"platform_system": "Darwin", "sys_platform": "darwin", "os_name": "posix"}


def missing(folder: Path, platform: str = "") -> list[str]:
    """Requirements on ``platform`` that no wheel in ``folder`` meets."""
    other = WINDOWS if platform.startswith("win") else MAC if platform.startswith("macosx") else {}
    environment: dict[str, str] = {
        **{name: str(value) for name, value in default_environment().items()},
        **other,
        "extra": "",
    }
    wheels = list(folder.glob("*.whl"))
    versions = {
        name: version
        for name, version, *_ in (parse_wheel_filename(wheel.name) for wheel in wheels)
    }
    found = []
    for wheel in wheels:
        with ZipFile(wheel) as archive:
            metadata = next(
                name for name in archive.namelist() if name.endswith(".dist-info/METADATA")
            )
            asked = (
                Parser().parsestr(archive.read(metadata).decode()).get_all("Requires-Dist") or []
            )
        for text in asked:
            requirement = Requirement(text)
            if requirement.marker and not requirement.marker.evaluate(environment):
                continue
            version = versions.get(canonicalize_name(requirement.name))
            if version is None or not requirement.specifier.contains(version, prereleases=True):
                found.append(f"{wheel.name}: {requirement}")
    return sorted(found)


if __name__ == "__main__":
    if gaps := missing(Path(sys.argv[1]), *sys.argv[2:3]):
        sys.exit("In de wheelhouse ontbreekt:\n" + "\n".join(gaps))
