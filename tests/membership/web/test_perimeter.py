"""What stands round every request: names, keys, cookies, headers, sizes, and where it starts."""

import dataclasses
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, session
from flask.sessions import SecureCookieSessionInterface
from flask.testing import FlaskClient

from membership import create_app, perimeter, settings
from membership.account import services
from membership.models import Owed, Purpose
from membership.settings import Settings, SettingsWrong
from membership.workshop import mail
from tests.membership.office import TestOffice

PUBLIC = "https://membru.example.ro"
KEY = "uZ3-k9Qv_7TtXw2LmB8yRc5NfHs1JdGa0pEo4Ki6"
FORMER = "Lx7_Vb2-QnW9cTz4MfKy8RjHs6DpGt1Ea3Uo5Ii0"


def _production(office: TestOffice, **other: Any) -> Settings:
    chosen = {"environment": "production", "base_url": PUBLIC, "secret_key": KEY, **other}
    return dataclasses.replace(office.settings, **chosen)


def _app(office: TestOffice, own: Settings) -> Flask:
    app = create_app(own, clock=office.now, engine=office.engine)
    app.testing = True
    app.config["WTF_CSRF_ENABLED"] = False
    return app


class Visitor(FlaskClient):
    """A browser that asks for the public address."""

    def open(self, *where: Any, **how: Any) -> Any:
        return super().open(*where, **{"base_url": PUBLIC, **how})


def _visitor(app: Flask) -> FlaskClient:
    app.test_client_class = Visitor
    return app.test_client()


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """What one test's production logs, the next one does not."""
    yield
    logging.getLogger("membership.requests").setLevel(logging.WARNING)


@pytest.fixture
def production(sqlite_office: TestOffice) -> Flask:
    """The house as real people reach it."""
    return _app(sqlite_office, _production(sqlite_office))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"base_url": "http://127.0.0.1:8000"}, "base_url"),
        ({"base_url": "http://membru.example.ro"}, "base_url"),
        ({"base_url": ""}, "base_url"),
        ({"secret_key": "dev"}, "secret keys"),
        ({"secret_key": "k" * 64}, "secret keys"),
        ({"secret_key": "change-me-change-me-change-me-change-me"}, "secret keys"),
        ({"secret_key_fallbacks": "dev"}, "secret keys"),
        ({"environment": "prod"}, "environment"),
    ],
)
def test_production_refuses_to_start_with_what_is_right_on_a_desk_alone_s23(
    sqlite_office: TestOffice, wrong: dict[str, str], said: str
) -> None:
    with pytest.raises(SettingsWrong, match=said):
        create_app(_production(sqlite_office, **wrong), engine=sqlite_office.engine)


def test_production_refuses_to_start_with_debugging_on_s23(
    sqlite_office: TestOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FLASK_DEBUG", "1")
    with pytest.raises(SettingsWrong, match="FLASK_DEBUG"):
        create_app(_production(sqlite_office), engine=sqlite_office.engine)


def test_production_refuses_a_key_that_others_can_read(sqlite_office: TestOffice) -> None:
    own = _production(sqlite_office, secret_key="")
    settings.ensure_secret_key(own)
    own.key_file.chmod(0o640)
    with pytest.raises(SettingsWrong, match="chmod"):
        create_app(own, engine=sqlite_office.engine)
    own.key_file.chmod(0o600)
    create_app(own, engine=sqlite_office.engine)


def test_a_setting_of_production_comes_from_the_environment(tmp_path: Path) -> None:
    read = settings.read(tmp_path, {"MEMBERSHIP_ENVIRONMENT": "production"})
    assert read.production


@pytest.mark.parametrize(
    "host", ["evil.example", "membru.example.ro.evil.example", "127.0.0.1", "xmembru.example.ro"]
)
def test_a_name_that_is_not_the_houses_own_is_not_answered_s12(
    production: Flask, host: str
) -> None:
    """S12, as in Indico CVE-2021-30185: a mail's link led where the request's Host said."""
    for method in ("GET", "POST"):
        answer = _visitor(production).open("/register", method=method, headers={"Host": host})
        assert answer.status_code == 400
        assert host.encode() not in answer.data
    assert _visitor(production).get("/register").status_code == 200


def test_a_link_in_a_mail_leads_to_the_address_that_was_set_and_no_other_s12(
    sqlite_office: TestOffice, production: Flask
) -> None:
    """S12: neither Host nor what a proxy might add reaches a mail."""
    poison = {"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "http",
              "Forwarded": "host=evil.example", "X-Original-URL": "//evil.example"}  # fmt: skip
    form = {"name": "Ana Model", "email": "ana@example.ro", "form_token": sqlite_office.token()}
    assert _visitor(production).post("/register", data=form, headers=poison).status_code == 303
    with sqlite_office.read() as opened:
        owed = opened.query(Owed).one()
    house = production.extensions["settings"]
    mail.send(sqlite_office.engine, house, owed, sqlite_office.at)
    (sent,) = house.outbox.glob("*.eml")
    text = sent.read_text("utf-8")
    assert f"{PUBLIC}/enter/" in text and "evil" not in text + str(owed.payload)


def test_cookies_are_bound_to_this_host_and_to_https_s10(
    sqlite_office: TestOffice, production: Flask
) -> None:
    browser = _visitor(production)
    said = browser.post("/language", data={"language": "ro"}).headers.getlist("Set-Cookie")
    said += _entered(sqlite_office, browser).headers.getlist("Set-Cookie")
    assert {cookie.split("=")[0] for cookie in said} == {"__Host-language", "__Host-session"}
    for cookie in said:
        parts = {part.strip().lower() for part in cookie.split(";")[1:]}
        assert {"secure", "httponly", "samesite=lax", "path=/"} <= parts
        assert not [part for part in parts if part.startswith("domain")]


def _entered(office: TestOffice, browser: FlaskClient, name: str = "auditor") -> Any:
    with office.write() as opened:
        secret = services.ticket(
            opened, office.person(opened, name), Purpose.SIGN_IN, at=office.at, valid=services.HOUR
        )
    return browser.post(f"/enter/{secret}", data={"form_token": office.token()})


@pytest.mark.parametrize("address", ["/", "/sign-in", "/nothing-here", "/accent.css", "/journal"])
def test_every_answer_carries_every_header_s15(production: Flask, address: str) -> None:
    """S15 and ASVS 5.0, 3.4.1 to 3.4.6."""
    headers = _visitor(production).get(address).headers
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'" and policy["form-action"] == "'self'"
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Server" not in headers or "Werkzeug" not in headers["Server"]


def test_every_page_of_one_person_says_so_to_caches_flask_cve_2023_30861(
    sqlite_office: TestOffice,
) -> None:
    """S15, as in Flask CVE-2023-30861 and GHSA-68rp-wp8r-4726: Vary: Cookie was missing."""
    browser, app = sqlite_office.client_of("administrator"), sqlite_office.app
    of_anybody = (".css", ".ico", "/letter.schema.json", "/fonts/<name>")
    seen = 0
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.rule.endswith(of_anybody):
            continue
        values = {name: _one_of(rule._converters[name]) for name in rule.arguments}
        path = rule.build(values, append_unknown=False)
        if rule.endpoint.endswith("static") or path is None:
            continue
        headers, seen = browser.get(path[1], buffered=True).headers, seen + 1
        assert headers["Cache-Control"] == "no-store", rule.rule
        assert "Cookie" in headers["Vary"], rule.rule
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], rule.rule
        assert headers["Referrer-Policy"] == "same-origin", rule.rule
    assert seen > 100


def _one_of(converter: object) -> str:
    return min(getattr(converter, "items", {"1"}))


def test_over_plain_http_nothing_promises_https(sqlite_office: TestOffice) -> None:
    headers = sqlite_office.app.test_client().get("/").headers
    assert "Strict-Transport-Security" not in headers


def test_signing_out_clears_what_the_browser_kept_and_keeps_the_language(
    sqlite_office: TestOffice,
) -> None:
    answer = sqlite_office.client_of("auditor").post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'


def test_a_planted_session_is_not_the_one_that_gets_signed_in(sqlite_office: TestOffice) -> None:
    """S10: no session fixation; what the browser carried before is gone."""
    browser = sqlite_office.app.test_client()
    with browser.session_transaction() as planted:
        planted["_user_id"], planted["planted"] = "known-to-the-thief", "yes"
    _entered(sqlite_office, browser)
    with browser.session_transaction() as now:
        assert now["_user_id"] != "known-to-the-thief" and "planted" not in now
    thief = sqlite_office.app.test_client()
    with thief.session_transaction() as planted:
        planted["_user_id"] = "known-to-the-thief"
    assert thief.get("/journal").status_code == 303


def test_a_new_key_signs_nobody_out_and_an_old_one_signs_nothing_s24(
    sqlite_office: TestOffice,
) -> None:
    """S24, as in Flask GHSA-4grg-w6v8-c28g: the fallback was the one that signed."""
    before = _app(sqlite_office, _production(sqlite_office, secret_key=FORMER))
    browser = _visitor(before)
    _entered(sqlite_office, browser)
    rotated = _app(sqlite_office, _production(sqlite_office, secret_key_fallbacks=FORMER))
    assert _carrying(browser, rotated).get("/journal").status_code == 200
    fresh = _visitor(rotated)
    _entered(sqlite_office, fresh)
    assert fresh.get("/journal").status_code == 200
    assert _carrying(fresh, before).get("/journal").status_code == 303
    without = _app(sqlite_office, _production(sqlite_office))
    assert _carrying(browser, without).get("/journal").status_code == 303
    assert _carrying(fresh, without).get("/journal").status_code == 200


def _carrying(browser: FlaskClient, app: Flask) -> FlaskClient:
    """Another browser with the same session cookie, at another application."""
    other, domain = _visitor(app), "membru.example.ro"
    cookie = browser.get_cookie("__Host-session", domain=domain)
    assert cookie is not None
    other.set_cookie("__Host-session", cookie.value, domain=domain)
    return other


def test_former_keys_stand_below_the_key_in_its_file(sqlite_office: TestOffice) -> None:
    own = dataclasses.replace(sqlite_office.settings, secret_key="")
    own.key_file.write_text(f"{KEY}\n{FORMER}\n")
    assert settings.keys(own) == (KEY, FORMER)
    app = create_app(own, engine=sqlite_office.engine)
    with app.test_request_context():
        session["seen"] = "yes"
        signer = SecureCookieSessionInterface().get_signing_serializer(app)
        assert signer is not None
        kept = signer.dumps({"a": 1})
    alone = create_app(
        dataclasses.replace(sqlite_office.settings, secret_key=KEY), engine=sqlite_office.engine
    )
    found = SecureCookieSessionInterface().get_signing_serializer(alone)
    assert found is not None and found.loads(kept) == {"a": 1}


def test_one_proxy_of_our_own_is_believed_and_nothing_beyond_it_asvs_4_1_3(
    sqlite_office: TestOffice,
) -> None:
    own = _production(sqlite_office, trusted_proxies=1)
    app = _app(sqlite_office, own)
    seen: list[str | None] = []
    app.before_request(lambda: seen.append(_address()))
    _visitor(app).get("/", headers={"X-Forwarded-For": "203.0.113.9, 198.51.100.7"})
    assert seen == ["198.51.100.7"]


def _address() -> str | None:
    from flask import request  # noqa: PLC0415

    return request.remote_addr


def test_a_form_of_a_thousand_and_one_parts_is_too_large_s26(sqlite_office: TestOffice) -> None:
    """S26, as in Werkzeug CVE-2023-25577: parts without end."""
    parts = "".join(
        f'--b\r\nContent-Disposition: form-data; name="f{n}"\r\n\r\nx\r\n' for n in range(1001)
    )
    answer = sqlite_office.app.test_client().post(
        "/sign-in", data=parts + "--b--\r\n", content_type="multipart/form-data; boundary=b"
    )
    assert answer.status_code == 413


class Endless:
    """A body that goes on for as long as somebody reads it, and counts how much that was."""

    def __init__(self, start: bytes, fill: bytes, size: int) -> None:
        self.start, self.fill, self.left, self.read_bytes = start, fill, size, 0

    def read(self, size: int = -1) -> bytes:
        given = min(size if size >= 0 else self.left, self.left, 65536)
        piece = (self.start + self.fill * (given // len(self.fill) + 1))[:given]
        self.start = self.start[given:]
        self.left -= given
        self.read_bytes += given
        return piece

    def readinto(self, buffer: Any) -> int:
        piece = self.read(len(buffer))
        buffer[: len(piece)] = piece
        return len(piece)


HEAD = b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'
GIB = 1024 * 1024 * 1024


@pytest.mark.parametrize("fill", [b"x" * 1024, b"\r" * 1024, b"\n" * 1024])
@pytest.mark.parametrize("signed_in", [False, True])
def test_ten_gigabytes_in_chunks_are_not_read_to_their_end_s26(
    sqlite_office: TestOffice, fill: bytes, signed_in: bool
) -> None:
    """S26, as in Werkzeug CVE-2023-46136 (a part of line ends) and Wagtail CVE-2023-28837."""
    body = Endless(HEAD, fill, 10 * GIB)
    office = sqlite_office
    browser = office.client_of("auditor") if signed_in else office.app.test_client()
    answer = browser.post(
        "/sign-in",
        content_type="multipart/form-data; boundary=b",
        environ_overrides={"wsgi.input": body, "wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )
    assert answer.status_code == 413
    assert body.read_bytes <= perimeter.PLAIN_FORM + 2 * 65536


def test_a_body_that_says_it_is_too_large_is_not_read_at_all_s26(
    sqlite_office: TestOffice,
) -> None:
    answer = sqlite_office.app.test_client().post(
        "/sign-in",
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": str(10 * GIB)},
    )
    assert answer.status_code == 413


def test_only_who_is_signed_in_can_send_as_much_as_a_file(sqlite_office: TestOffice) -> None:
    office = sqlite_office
    takes = [
        rule
        for rule in office.app.url_map.iter_rules()
        if getattr(office.app.view_functions[rule.endpoint], "first", None)
    ]
    assert takes
    for rule in takes:
        path = rule.build(dict.fromkeys(rule.arguments, "1"), append_unknown=False)
        assert path is not None
        body = {"data": BODY, "content_type": "multipart/form-data; boundary=b"}
        assert office.app.test_client().post(path[1], **body).status_code == 413
        assert office.client_of("auditor").post(path[1], **body).status_code != 413


BODY = HEAD + bytes(perimeter.PLAIN_FORM) + b"\r\n--b--\r\n"
"""A file that is larger than any form without one, as a browser sends it."""
