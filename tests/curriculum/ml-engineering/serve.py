"""A model behind HTTP with the standard library alone, and a router that splits requests between two of them."""

import json
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from deliveries import predict

FIELDS = {"km": (0, 25), "rain": (0, 1), "rush": (0, 1)}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each small answer waits for the other side's confirmation

    def log_message(self, *_):
        pass

    def answer(self, status, body):
        data = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))


def problem(body):
    """What is wrong with a request, or None."""
    try:
        asked = json.loads(body)
    except ValueError:
        return "no JSON"
    if not isinstance(asked, dict):
        return "no object"
    for field, (low, high) in FIELDS.items():
        value = asked.get(field)
        if not isinstance(value, (int, float)) or isinstance(value, bool):
            return f"{field} is no number"
        if not low <= value <= high:
            return f"{field} is not between {low} and {high}"
    return None


def start(handler):
    """The server and its address. The port is free, and nobody else's machine can reach it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_address[1]}"


def serve(version, coefficients):
    class Model(Handler):
        def do_POST(self):
            body = self.body()
            wrong = problem(body)
            if wrong:
                return self.answer(400, {"error": wrong, "model": version})
            self.answer(200, {"minutes": predict(coefficients, json.loads(body)), "model": version})

    return start(Model)


def route(choose):
    """Passes each request on to the address that `choose` names for it, and the answer back."""

    class Router(Handler):
        def do_POST(self):
            body = self.body()
            self.answer(*ask(choose(json.loads(body)), body))

    return start(Router)


def ask(address, body):
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    try:
        with urllib.request.urlopen(urllib.request.Request(address, data), timeout=10) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read())
