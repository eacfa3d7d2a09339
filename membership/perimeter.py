"""What stands round every request: the names the house answers to, how much it reads at once,
which cookies it sets, and what every answer forbids the browser (OWASP ASVS 5.0, 3.3 and 3.4).
"""

import stat
from datetime import timedelta
from urllib.parse import urlsplit

import flask
from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from membership import settings
from membership.settings import MEBIBYTE, Settings, SettingsWrong
from membership.vault import Vault

LOOPBACK = ("127.0.0.1", "localhost")
PLAIN_FORM = MEBIBYTE
"""The most that is read of a form that carries no file, in bytes."""
FIELD_MEMORY = 512 * 1024
PARTS = 200
SHORTEST_KEY = 32
FEWEST_SIGNS = 10
"""A key of fewer different characters was typed, not drawn."""
YEAR = 365 * 24 * 3600
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
HSTS = f"max-age={YEAR}; includeSubDomains"
LEAVING = '"cache", "storage"'
"""What the browser drops when somebody signs out (ASVS 14.3.1); the language may stay."""


def refuse_unsafe(own: Settings, *, debug: bool) -> None:
    """In production, refuses what would only be right on somebody's desk."""
    if own.environment not in settings.ENVIRONMENTS:
        known = ", ".join(settings.ENVIRONMENTS)
        raise SettingsWrong(f"environment must be one of {known}, not {own.environment!r}")
    if not own.production:
        return
    if debug:
        raise SettingsWrong("production does not start with debugging on; unset FLASK_DEBUG")
    if not own.secure:
        raise SettingsWrong("production needs base_url, the https: address that people see")
    for key in settings.keys(own):
        _refuse_weak(key)
    _refuse_readable(own)


def _refuse_weak(key: str) -> None:
    if len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_SIGNS:
        raise SettingsWrong(
            f"production needs secret keys of at least {SHORTEST_KEY} random characters; leave "
            "secret_key unset, and one is made"
        )


def _refuse_readable(own: Settings) -> None:
    path = own.key_file
    if path.exists() and stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise SettingsWrong(f"others can read the secret key; run: chmod 600 {path}")


def trusted_hosts(own: Settings) -> list[str]:
    """The names this house answers to: that of ``base_url``, and beside it, unless in
    production, those of the machine itself."""
    named = urlsplit(own.base_url).hostname
    if not named:
        raise SettingsWrong(f"base_url must be an address such as https://…, not {own.base_url!r}")
    return [named] if own.production else [named, *LOOPBACK]


def cookie_name(own: Settings, name: str) -> str:
    """A cookie's name, bound to this very host where the house is served over HTTPS (RFC 6265bis,
    4.1.3.2); such a cookie needs ``Secure`` and the path ``/``."""
    return f"__Host-{name}" if own.secure else name


def configuration(own: Settings) -> dict[str, object]:
    """Flask's settings for what this module promises; Flask's own defaults leave most off."""
    key, *former = settings.keys(own)
    return {
        "SECRET_KEY": key,
        "SECRET_KEY_FALLBACKS": former,
        "TRUSTED_HOSTS": trusted_hosts(own),
        "MAX_CONTENT_LENGTH": own.upload_mib * MEBIBYTE + MEBIBYTE,
        "MAX_FORM_MEMORY_SIZE": FIELD_MEMORY,
        "MAX_FORM_PARTS": PARTS,
        "SESSION_COOKIE_NAME": cookie_name(own, "session"),
        "SESSION_COOKIE_PATH": "/",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": own.secure,
        "PERMANENT_SESSION_LIFETIME": timedelta(hours=own.session_hours),
    }


def surround(app: Flask, own: Settings) -> None:
    """Puts the perimeter round the application; before anything else looks at a request."""
    if own.trusted_proxies:
        # Only so many hops, counted from the nearest: what a client claims beyond is ignored.
        hops = own.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops)  # type: ignore[method-assign]
    app.before_request(read_no_more_than_due)
    app.before_request(read_text_alone)
    app.after_request(guard)


def read_no_more_than_due() -> None:
    """Reads a body of an upload's size only from somebody signed in, where files are taken."""
    view = flask.current_app.view_functions.get(request.endpoint or "")
    takes_files = getattr(view, "first", None) is not None
    if not takes_files or "_user_id" not in flask.session:
        request.max_content_length = PLAIN_FORM


def read_text_alone() -> None:
    """Refuses an address with a NUL in it (400): no text has one, and PostgreSQL takes none."""
    asked = (request.path, *request.args.keys(), *request.args.values())
    if any("\0" in text for text in asked):
        flask.abort(400)


def guard(response: Response) -> Response:
    """Gives an answer every header that it does not set more strictly itself."""
    headers = response.headers
    for name, value in HEADERS.items():
        headers.setdefault(name, value)
    if flask.current_app.config["SESSION_COOKIE_SECURE"]:
        headers.setdefault("Strict-Transport-Security", HSTS)
    if request.endpoint == "account.sign_out":
        headers.setdefault("Clear-Site-Data", LEAVING)
    if response.cache_control.max_age is None:
        headers.setdefault("Cache-Control", "no-store")
        response.vary.add("Cookie")
    return response


def vault() -> Vault:
    """Seals under the application's key, and opens what former keys sealed."""
    former = current_app.config.get("SECRET_KEY_FALLBACKS") or ()
    return Vault((current_app.config["SECRET_KEY"], *former))
