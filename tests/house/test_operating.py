"""The samples in deploy/ are accepted by the programs that will read them, and name every setting."""

from __future__ import annotations

import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.config import Config, load
from tests.house.tree import ROOT

HAS_SYSTEMD = shutil.which("systemd-analyze") is not None
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


@pytest.mark.skipif(not HAS_SYSTEMD and os.environ.get("CI") != "true", reason="no systemd-analyze here")
def test_systemd_accepts_the_unit(tmp_path: Path) -> None:
    text = (ROOT / "deploy/concord.service").read_text()
    text = text.replace("/opt/concord/.venv/bin/python", shutil.which("true") or "/bin/true")
    unit = tmp_path / "concord.service"
    unit.write_text(
        text.replace("/opt/concord", str(tmp_path))
        .replace("User=concord", "User=root")
        .replace("Group=concord", "Group=root")
    )
    done = subprocess.run(
        ["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False
    )
    complaints = [line for line in done.stderr.splitlines() if "concord.service" in line]
    assert done.returncode == 0, done.stderr
    assert not complaints


@pytest.mark.skipif(not HAS_SYSTEMD and os.environ.get("CI") != "true", reason="no systemd-analyze here")
def test_the_unit_is_hardened() -> None:
    done = subprocess.run(
        [
            "systemd-analyze",
            "security",
            "--offline=true",
            "--threshold=25",
            str(ROOT / "deploy/concord.service"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-300:] + done.stderr


@pytest.mark.skipif(NGINX is None and os.environ.get("CI") != "true", reason="no nginx here")
def test_nginx_accepts_the_sample(tmp_path: Path) -> None:
    key, crt = tmp_path / "k.pem", tmp_path / "c.pem"
    subprocess.run(
        [
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            str(key),
            "-out",
            str(crt),
            "-subj",
            "/CN=x",
        ],
        check=True,
        capture_output=True,
    )
    sample = (ROOT / "deploy/nginx.conf").read_text()
    sample = sample.replace("/etc/letsencrypt/live/auth.example.org/fullchain.pem", str(crt))
    sample = sample.replace("/etc/letsencrypt/live/auth.example.org/privkey.pem", str(key))
    temp = "".join(
        f"{k}_temp_path {tmp_path}/{k};\n" for k in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = (
        f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\naccess_log off;\n{temp}{sample}\n}}\n"
    )
    conf = tmp_path / "nginx.conf"
    conf.write_text(whole)
    done = subprocess.run(
        [NGINX or "nginx", "-t", "-c", str(conf)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_sample_configuration_is_read_and_every_setting_is_documented(tmp_path: Path) -> None:
    sample = (ROOT / "deploy/concord.toml").read_text()
    assert set(tomllib.loads(sample)) <= set(Config.__struct_fields__)
    copy = tmp_path / "concord.toml"
    copy.write_text(sample)
    load({"CONCORD_CONFIG": str(copy)}, complete=False)
    page = (ROOT / "docs/operating.md").read_text()
    assert not [f for f in Config.__struct_fields__ if f"`{f}`" not in page]
