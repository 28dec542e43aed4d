"""How the product is served: two processes of eight threads each."""

import gc
import os
import socket
import struct

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("LMS_WORKERS", "2"))
worker_class = "gthread"
threads = 8
timeout = 30  # seconds a request may take
graceful_timeout = 10
keepalive = 5
PATIENCE = 15  # seconds that a client may be silent in the middle of a request
max_requests = 20_000  # a process is renewed now and then
max_requests_jitter = 2_000
forwarded_allow_ips = ""  # the product itself believes proxies, as many as LMS_PROXIES says
wsgi_app = "app:app"
preload_app = True  # loaded once, shared by all processes
accesslog = None  # the product writes its own, without personal data
loglevel = "warning"
control_socket_disable = True


def when_ready(server) -> None:  # noqa: ANN001  # gunicorn's hook; it has no types
    """Let no client that went silent in the middle of a request, or of an answer, keep a thread.

    Linux hands what is set on the listening socket on to each connection.
    """
    gc.freeze()  # what is loaded stays; nobody writes to its pages, so they stay shared
    limit = struct.pack("@ll", PATIENCE, 0)
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)
