"""A JupyterLab on the loopback interface and a headless Chromium that may reach nothing else."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest

TOKEN = "corpuskit"
LOCAL = re.compile(r"^(https?|wss?)://127\.0\.0\.1[:/]|^(data|blob|about):")
SETTINGS = {
    # Every cell is in the page at once, and Lab asks nobody for news.
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
}


@pytest.fixture(scope="session")
def chromium():
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not path:
        pytest.skip("no Chromium found; install it or name it with CHROMIUM")
    return path


@pytest.fixture(scope="session")
def lab(chromium, root, tmp_path_factory):
    """The address of a JupyterLab that serves a copy of the project's notebooks and seeds."""
    home = tmp_path_factory.mktemp("lab")
    work = home / "work"
    for name in ("notebooks", "seeds"):
        shutil.copytree(root / name, work / name)
    for name, values in SETTINGS.items():
        file = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True)
        file.write_text(json.dumps(values))
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home / "config"),
        "JUPYTER_DATA_DIR": str(home / "data"),
        "JUPYTER_RUNTIME_DIR": str(home / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(home / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(home / "workspaces"),
        "IPYTHONDIR": str(home / "ipython"),
        "CORPUSKIT_FIGURES": str(home / "figures"),
    }
    command = [
        sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
        "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={work}", "--LabApp.expose_app_in_browser=True",
        *(["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
    ]  # fmt: skip
    with (home / "lab.log").open("w") as log:
        server = subprocess.Popen(
            command, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(server, address, home / "lab.log")
        yield address
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(30)


def _wait_until_up(server, address, log):
    for _ in range(300):
        if server.poll() is not None:
            pytest.fail(f"JupyterLab ended: {log.read_text()[-2000:]}")
        try:
            urllib.request.urlopen(f"{address}/api/status?token={TOKEN}", timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("JupyterLab did not start within a minute")


@pytest.fixture
def page(chromium):
    """A page that refuses, and remembers, every request to another machine."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 1200, "height": 1500})
        page.refused = []

        def check(route):
            if LOCAL.match(route.request.url):
                route.continue_()
            else:
                page.refused.append(route.request.url)
                route.abort()

        page.route("**/*", check)
        yield page
        browser.close()


@pytest.fixture
def run_in_lab(lab, page):
    """Open a notebook in JupyterLab, run all its cells, and wait until the last one is done."""

    def run(path):
        # With a session in place Lab does not ask which kernel to use.
        body = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        request = urllib.request.Request(
            f"{lab}/api/sessions?token={TOKEN}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        urllib.request.urlopen(request, timeout=60).close()
        page.goto(f"{lab}/lab/tree/{path}?token={TOKEN}&reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.evaluate(
            """async () => {
                const app = window.jupyterapp;
                await app.restored;
                const panel = app.shell.currentWidget;
                await panel.context.ready;
                await panel.sessionContext.ready;
                const kernel = panel.sessionContext.session.kernel;
                while (kernel.connectionStatus !== 'connected')
                    await new Promise(done => setTimeout(done, 100));
                await app.commands.execute('notebook:run-all-cells');
            }"""
        )
        page.wait_for_function(
            """() => {
                const cells = window.jupyterapp.shell.currentWidget.content.widgets;
                const code = cells.filter(cell => cell.model.type === 'code');
                return code.every(cell => cell.model.executionCount !== null ||
                                          !cell.model.sharedModel.source.trim());
            }""",
            timeout=180_000,
        )
        return page

    return run
