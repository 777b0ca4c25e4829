"""Chromium without a window, spoken to in its own protocol (Chrome DevTools Protocol)."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import websocket

PATIENCE = 60
NAMES = ("chromium", "chromium-browser", "google-chrome")


def program():
    """The browser's path; it is installed where it is not there."""
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        quietly = {"stdout": subprocess.DEVNULL, "check": True}
        subprocess.run(["apt-get", "update", "-qq"], **quietly)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quietly)
        found = shutil.which("chromium")
    return found


@contextmanager
def page():
    """An empty page. Whatever takes a browser longer than PATIENCE seconds ends the check."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # What it says goes nowhere: a pipe that nobody empties would stop it.
        started = subprocess.Popen(
            [program(), "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
             "--disable-background-networking", "--remote-debugging-port=0", "--remote-allow-origins=*",
             f"--user-data-dir={profile}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
        try:
            socket = websocket.create_connection(address(Path(profile) / "DevToolsActivePort", started),
                                                 timeout=PATIENCE)
            try:
                yield Page(socket)
            finally:
                socket.close(timeout=1)
        finally:
            os.killpg(started.pid, signal.SIGKILL)
            started.wait(PATIENCE)


def address(told, started):
    """Where the browser listens, which it writes into a file."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and started.poll() is None:
        lines = told.read_text().split("\n") if told.exists() else []
        if len(lines) == 2:
            return f"ws://127.0.0.1:{lines[0]}{lines[1]}"
        time.sleep(0.05)
    raise SystemExit(f"the browser did not start: {started.poll()}")


class Page:
    def __init__(self, socket):
        self.socket, self.last, self.session, self.events = socket, 0, None, []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method, **parameters):
        self.last += 1
        message = {"id": self.last, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        self.socket.send(json.dumps(message))
        while True:
            answer = self.receive()
            if answer.get("id") == self.last:
                assert "error" not in answer, answer
                return answer["result"]

    def receive(self):
        answer = json.loads(self.socket.recv())
        if "method" in answer:
            self.events.append(answer)
        return answer

    def open(self, path):
        self.events.clear()
        self.send("Page.navigate", url=path.as_uri())
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.receive()

    def told(self, method):
        """The events of that name since the page was opened."""
        return [event["params"] for event in self.events if event["method"] == method]

    def show(self, width, height, scheme, medium="screen"):
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                  mobile=width < 600)
        self.send("Emulation.setEmulatedMedia", media=medium,
                  features=[{"name": "prefers-color-scheme", "value": scheme}])

    def product(self):
        """The browser's name and version."""
        return self.send("Browser.getVersion")["product"]

    def evaluate(self, expression):
        """The value of JavaScript, which the page's policy does not hold back."""
        answer = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")
