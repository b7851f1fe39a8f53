"""A MariaDB server of our own for one test session, or a database on one that runs already."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pymysql


@dataclass(frozen=True)
class Server:
    """Where a server answers, and as whom we may do everything there."""

    host: str
    port: int
    user: str
    password: str

    def connect(self, database: str | None = None) -> pymysql.Connection:
        return pymysql.connect(
            host=self.host,
            port=self.port,
            user=self.user,
            password=self.password,
            database=database,
            charset="utf8mb4",
            autocommit=True,
        )

    def url(self, database: str) -> str:
        return f"mysql://{self.user}:{self.password}@{self.host}:{self.port}/{database}"


@contextmanager
def server(folder: Path) -> Iterator[Server]:
    """`CONCORD_TEST_MARIADB=host:port:user:password` if it is set, else a server of our own under `folder`."""
    if known := os.environ.get("CONCORD_TEST_MARIADB"):
        host, port, user, password = known.split(":", 3)
        yield Server(host, int(port), user, password)
        return
    data = folder / "mysql"
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    me = [f"--user={os.environ.get('USER') or 'root'}"] if os.geteuid() == 0 else []
    subprocess.run(
        [_program("mariadb-install-db"), "--no-defaults", f"--datadir={data}", "--skip-test-db", *me]
        + ["--auth-root-authentication-method=normal", "--innodb-log-file-size=16M"],
        check=True,
        capture_output=True,
    )
    arguments = [
        f"--datadir={data}",
        f"--port={port}",
        f"--socket={folder / 's'}",
        "--bind-address=127.0.0.1",
        "--innodb-flush-log-at-trx-commit=0",
        "--innodb-flush-method=nosync",
        "--innodb-buffer-pool-size=64M",
        "--innodb-log-file-size=16M",
        "--innodb-doublewrite=0",
        "--performance-schema=0",
        "--skip-log-bin",
        "--skip-name-resolve",
        "--max-connections=200",
    ]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [_program("mariadbd"), "--no-defaults", *me, *arguments], stdout=log, stderr=log
        )
    try:
        yield _answering(process, port, folder / "log")
    finally:
        process.kill()  # nothing in it is worth an orderly end
        process.wait()
        shutil.rmtree(data, ignore_errors=True)


def _answering(process: subprocess.Popen[bytes], port: int, log: Path) -> Server:
    # root@127.0.0.1 has no password on a fresh server; a blank one in an address is fine for us alone.
    found = Server("127.0.0.1", port, "root", "")
    for _ in range(300):
        try:
            found.connect().close()
            return found
        except pymysql.Error:
            if process.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"mariadbd did not start:\n{log.read_text()[-2000:]}")


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if found is None:
        raise RuntimeError(f"{name} is not installed: apt-get install mariadb-server")
    return found


@contextmanager
def database(on: Server) -> Iterator[str]:
    """The name of a fresh database, dropped afterwards."""
    name = f"concord_test_{secrets.token_hex(4)}"
    with on.connect() as admin, admin.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci")
    try:
        yield name
    finally:
        with on.connect() as admin, admin.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {name}")
