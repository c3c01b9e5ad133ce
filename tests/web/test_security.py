"""What must not get through the desk's doors."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plan_ingest.errors import UsageError
from plan_ingest.web.accounts import write_user
from plan_ingest.web.attempts import BY_USER_AND_ADDRESS
from plan_ingest.web.doors import local_path
from plan_ingest.web.security import MOST_BODY
from plan_ingest.web.serving import Place, check_place
from plan_ingest.web.sessions import csrf_of
from tests.web.served import HERE, Served, csrf, once, served
from tests.workbook.desk import FIRST, ITEMS, made, stands, written

WORDS = "kettle lantern orchard"
ITEM = "/item/second"


@pytest.fixture
def desk(project: Path) -> Iterator[Served]:
    with served(made(project)) as open_desk:
        yield open_desk


@pytest.fixture
def team(project: Path) -> Iterator[Served]:
    root, users = made(project), project / "users"
    (root / "plan_ingest.toml").write_text(
        "[reporting]\nframework = 'tiny'\n[reviewing]\nadjudicators = ['Cleo']\n",
        "utf-8",
    )
    write_user(users, "Ann", "reviewer", WORDS)
    write_user(users, "Bert", "reader", WORDS)
    write_user(users, "Cleo", "adjudicator", WORDS)
    with served(root, Place(users=users)) as open_desk:
        yield open_desk


def answer(page: str, **given: str) -> dict[str, str]:
    """The form that accepts the first suggestion of the second item."""
    whole = {
        "csrf": csrf(page),
        "once": once(page),
        "item": "second",
        "say": "primary text C1a.1",
    }
    return whole | given


def test_the_link_opens_the_desk_once(desk: Served) -> None:
    browser = desk.launched()

    assert browser.get(ITEM).status_code == 200
    again = desk.browser().get(f"/launch?token={desk.entrance.launch.token}")  # type: ignore[union-attr]
    assert again.status_code == 403
    assert (
        "set-cookie" not in again.headers
        or "desk_8000=" not in again.headers["set-cookie"]
    )


@pytest.mark.parametrize("token", ["", "wrong", "é", "x" * 5000])
def test_a_wrong_link_opens_nothing(desk: Served, token: str) -> None:
    browser = desk.browser()

    assert browser.get("/launch", params={"token": token}).status_code == 403
    assert browser.get("/").status_code == 303


@pytest.mark.parametrize("path", ["/", ITEM, "/keys", "/page-image?source=a&page=1"])
def test_nobody_sees_a_page_without_a_session(desk: Served, path: str) -> None:
    told = desk.browser().get(path)

    assert told.status_code == 303
    assert told.headers["location"].startswith("/sign-in?next=%2F")


def test_a_script_is_told_that_the_session_is_over(desk: Served) -> None:
    told = desk.browser().get(ITEM, headers={"Accept": "application/json"})

    assert told.status_code == 401
    assert told.json() == {"error": "signed out"}


def test_a_made_up_cookie_opens_nothing(desk: Served) -> None:
    browser = desk.browser()
    browser.cookies.set("desk_8000", "x" * 43)

    assert browser.get(ITEM).status_code == 303


def test_a_decision_by_the_desks_own_form_is_on_record(desk: Served) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text)

    told = browser.post("/decide", data=form, headers={"Origin": HERE})

    assert told.status_code == 303
    assert stands_in(desk) == ["second C1a.1 primary Ann"]


def test_a_decision_sent_again_is_one_decision(desk: Served) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text)

    for _ in range(3):
        assert browser.post("/decide", data=form).status_code == 303

    assert stands_in(desk) == ["second C1a.1 primary Ann"]


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8000", "", "[::2]:8000"],
)
def test_a_foreign_host_is_refused(desk: Served, host: str) -> None:
    browser = desk.launched()

    for path in ("/", "/static/desk.css", "/launch?token=x", "/sign-in"):
        assert browser.get(path, headers={"Host": host}).status_code == 421


@pytest.mark.parametrize(
    "host", ["localhost:8000", "LOCALHOST", "127.0.0.1", "[::1]:1"]
)
def test_the_desks_own_names_are_known(desk: Served, host: str) -> None:
    browser = desk.launched()

    assert browser.get(ITEM, headers={"Host": host}).status_code in (200, 303)


@pytest.mark.parametrize(
    "head",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://localhost:9000"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": f"{HERE}.evil.example"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "https://127.0.0.1:8000"},
        {"Sec-Fetch-Site": "same-origin", "Origin": "http://127.0.0.1:9000"},
    ],
)
def test_another_sites_form_is_refused(desk: Served, head: dict[str, str]) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text)

    told = browser.post("/decide", data=form, headers=head)

    assert told.status_code == 403
    assert stands_in(desk) == []


def test_a_form_without_a_word_where_it_comes_from_is_refused(desk: Served) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text)
    del browser.headers["Sec-Fetch-Site"]

    assert browser.post("/decide", data=form).status_code == 403
    nowhere = browser.post("/decide", data=form, headers={"Origin": "null"})
    assert nowhere.status_code == 403
    assert stands_in(desk) == []
    assert browser.post("/decide", data=form, headers={"Origin": HERE}).is_redirect


def test_another_sites_page_cannot_take_ours_in(desk: Served) -> None:
    browser = desk.launched()
    head = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}

    assert browser.get("/page-image?source=a&page=1", headers=head).status_code == 403
    told = browser.get(ITEM)
    assert told.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "frame-ancestors 'none'" in told.headers["Content-Security-Policy"]


def test_a_link_from_elsewhere_leads_in_without_losing_the_session(
    desk: Served,
) -> None:
    browser = desk.browser()
    head = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}

    told = browser.get("/item/second?a=1&b=%22%3E", headers=head)

    assert told.status_code == 200
    assert 'content="0;url=/item/second?a=1&amp;b=%22%3E"' in told.text
    assert "set-cookie" not in told.headers
    slashes = browser.get(f"{HERE}//evil.example/x", headers=head)
    assert "url=/evil.example/x" in slashes.text


@pytest.mark.parametrize("wrong", [{}, {"csrf": ""}, {"csrf": "0" * 64}, {"csrf": "é"}])
def test_a_form_without_its_token_is_refused(
    desk: Served, wrong: dict[str, str]
) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text)
    del form["csrf"]

    assert browser.post("/decide", data={**form, **wrong}).status_code == 403
    assert stands_in(desk) == []


def test_the_token_of_another_session_is_refused(team: Served) -> None:
    ann, cleo = team.signed_in("Ann", WORDS), team.signed_in("Cleo", WORDS)
    form = answer(ann.get(ITEM).text, csrf=csrf(cleo.get(ITEM).text))

    assert ann.post("/decide", data=form).status_code == 403


def test_a_browser_without_a_cookie_cannot_send_the_sign_in_form(
    team: Served,
) -> None:
    given = {"csrf": csrf_of(""), "name": "Ann", "password": WORDS}

    assert team.browser().post("/sign-in", data=given).status_code == 403


def test_the_token_may_come_in_the_head_of_a_request(desk: Served) -> None:
    browser = desk.launched()
    page = browser.get(ITEM).text
    form = answer(page)
    token = form.pop("csrf")

    told = browser.post("/decide", data=form, headers={"X-CSRF-Token": token})

    assert told.status_code == 303
    assert stands_in(desk) == ["second C1a.1 primary Ann"]


def test_a_form_that_is_no_form_is_refused(desk: Served) -> None:
    browser = desk.launched()
    page = browser.get(ITEM).text
    body = f'{{"csrf": "{csrf(page)}", "say": "primary text C1a.1"}}'
    head = {"Content-Type": "application/json"}

    assert browser.post("/decide", content=body, headers=head).status_code == 403
    many = "&".join(["a=b"] * 30_000)
    head = {"Content-Type": "application/x-www-form-urlencoded"}
    assert browser.post("/decide", content=many, headers=head).status_code == 403


def test_too_large_a_body_is_refused_before_it_is_read(desk: Served) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text, note="x" * MOST_BODY)

    assert browser.post("/decide", data=form).status_code == 413

    def drops() -> Iterator[bytes]:
        for _ in range(MOST_BODY // 1000 + 2):
            yield b"x" * 1000

    assert browser.post("/decide", content=drops()).status_code == 413
    assert stands_in(desk) == []


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods_are_refused(desk: Served, method: str) -> None:
    assert desk.launched().request(method, "/decide").status_code == 405


@pytest.mark.parametrize(
    "source",
    [
        "../../plan_ingest",
        "/etc/passwd",
        "westmarch/../../../etc/passwd",
        "..%2f..%2fetc%2fpasswd",
        "westmarch/plan\x00",
        "file:///etc/passwd",
        "\\\\host\\share\\plan",
        "",
        "westmarch/plan",
    ],
)
def test_no_picture_but_of_a_known_page(desk: Served, source: str) -> None:
    browser = desk.launched()

    for page in ("1", "0", "-1", "999999", "1e3", "../1"):
        asked = {"source": source, "page": page}
        assert browser.get("/page-image", params=asked).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/"],
)
def test_no_file_but_the_desks_own(desk: Served, path: str) -> None:
    told = desk.launched().get(path)

    assert told.status_code in (303, 404)
    assert "desk_app" not in told.text


def test_markup_in_a_plan_stays_text(project: Path) -> None:
    words = '<script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7 * 7 }}'
    bad = replace(
        FIRST,
        text=words,
        headings=(words,),
        response=(words, "javascript:alert(3)"),
        target=words,
        lead=words,
        plan_title=words,
    )
    root = made(project)
    written(root, (bad, *ITEMS[1:]))
    with served(root) as desk:
        page = desk.launched().get("/item/first").text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "{{ 7 * 7 }}" in page
    assert 'href="javascript' not in page


def test_markup_in_a_note_and_a_search_stays_text(desk: Served) -> None:
    browser = desk.launched()
    form = answer(browser.get(ITEM).text, note="<b>bold</b><script>x</script>")
    browser.post("/decide", data=form)

    told = browser.get(ITEM, params={"state": "all", "text": '"><script>y</script>'})

    assert "<script>x" not in told.text
    assert "<script>y" not in told.text
    assert "<b>bold" not in told.text


def test_every_answer_carries_its_headers(desk: Served) -> None:
    browser = desk.launched()

    for path in (ITEM, "/nothing", "/static/desk.css", "/page-image", "/static/none"):
        head = browser.get(path).headers
        policy = head["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert head["X-Content-Type-Options"] == "nosniff"
        assert head["Referrer-Policy"] == "no-referrer"
        assert head["Cross-Origin-Opener-Policy"] == "same-origin"
        wanted = "no-cache" if path.startswith("/static/") else "no-store"
        assert head["Cache-Control"] == wanted
    foreign = browser.get(ITEM, headers={"Host": "evil.example"})
    assert "default-src 'none'" in foreign.headers["Content-Security-Policy"]


def test_no_page_has_script_or_style_in_it(desk: Served) -> None:
    browser = desk.launched()

    for path in (ITEM, "/keys", "/sign-in", "/nothing"):
        page = browser.get(path, follow_redirects=True).text
        assert " style=" not in page
        assert " onclick=" not in page
        assert "<style" not in page
        assert page.count("<script") == page.count('<script type="module" src="/')


def test_the_cookie_is_for_this_site_alone(desk: Served) -> None:
    browser, link = desk.browser(), desk.entrance.launch
    assert link is not None

    told = browser.get(f"/launch?token={link.token}").headers["set-cookie"]

    assert told.startswith("desk_8000=")
    assert "HttpOnly" in told
    assert "SameSite=Strict" in told


def test_a_fault_tells_the_browser_nothing(
    desk: Served, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> Any:
        raise ValueError("secret of the inside")

    browser = desk.launched()
    monkeypatch.setattr("plan_ingest.pipeline.desk.ReviewDesk.card", broken)
    # A library that a test before this one loaded may have switched loggers off.
    log = logging.getLogger("plan_ingest.web.security")
    monkeypatch.setattr(log, "disabled", False)
    monkeypatch.setattr(log, "handlers", [caplog.handler])
    caplog.set_level(logging.ERROR, logger=log.name)
    told = browser.get(ITEM)

    assert told.status_code == 500
    assert "secret" not in told.text
    assert "Traceback" not in told.text
    assert "default-src 'none'" in told.headers["Content-Security-Policy"]
    assert "ValueError: secret of the inside" in caplog.text


def test_a_reader_looks_on(team: Served) -> None:
    browser = team.signed_in("Bert", WORDS)
    page = browser.get(ITEM)

    assert page.status_code == 200
    told = browser.post("/decide", data=answer(page.text))
    assert told.status_code == 403
    assert "look on" in told.text
    for path in ("/undo", "/redo", "/retract", "/bulk", "/differences"):
        assert browser.post(path, data={"csrf": csrf(page.text)}).status_code == 403
    assert stands_in(team) == []


def test_only_an_adjudicator_settles(team: Served) -> None:
    ann, cleo = team.signed_in("Ann", WORDS), team.signed_in("Cleo", WORDS)

    told = ann.post("/differences", data={"csrf": csrf(ann.get(ITEM).text)})
    assert told.status_code == 403
    told = cleo.post("/differences", data={"csrf": csrf(cleo.get(ITEM).text)})
    assert told.status_code != 403


def test_a_role_the_settings_do_not_know_only_looks_on(team: Served) -> None:
    entrance = team.entrance
    assert entrance.users is not None
    token = entrance.sessions.begin("Cleo", "password", found(team, "Cleo").credential)
    mismatched = replace(entrance, adjudicators=())
    peer = mismatched.peer(_headers(), "127.0.0.1", "http")
    assert peer is not None

    visitor = mismatched.visitor(token, peer)

    assert visitor is not None
    assert (visitor.role, visitor.may_decide) == ("reader", False)


def test_wrong_passwords_are_counted(team: Served) -> None:
    browser = team.browser()
    form = {"csrf": csrf(browser.get("/sign-in").text), "name": "Ann"}
    for _ in range(BY_USER_AND_ADDRESS):
        told = browser.post("/sign-in", data={**form, "password": "guess"})
        assert told.status_code == 401
        assert "do not go together" in told.text

    late = browser.post("/sign-in", data={**form, "password": WORDS})

    assert late.status_code == 429
    assert int(late.headers["Retry-After"]) > 800
    assert team.browser("127.0.0.2").get("/").status_code == 303


def test_signing_out_ends_the_session_on_the_server(team: Served) -> None:
    browser = team.signed_in("Ann", WORDS)
    kept = browser.cookies["desk_8000"]
    form = {"csrf": csrf(browser.get(ITEM).text)}

    assert browser.post("/sign-out", data=form).status_code == 303

    other = team.browser()
    other.cookies.set("desk_8000", kept)
    assert other.get(ITEM).status_code == 303


def test_a_new_password_ends_older_sessions(team: Served, project: Path) -> None:
    browser = team.signed_in("Ann", WORDS)
    assert browser.get(ITEM).status_code == 200

    write_user(project / "users", "Ann", "reviewer", "quite another password")

    assert browser.get(ITEM).status_code == 303


def test_signing_in_changes_the_token(team: Served) -> None:
    browser = team.browser()
    browser.cookies.set("desk_8000", "chosen-by-somebody-else")
    page = browser.get("/sign-in").text

    given = {"csrf": csrf(page), "name": "Ann", "password": WORDS}
    told = browser.post("/sign-in", data=given)

    assert "desk_8000=chosen" not in told.headers["set-cookie"]
    other = team.browser()
    other.cookies.set("desk_8000", "chosen-by-somebody-else")
    assert other.get(ITEM).status_code == 303


@pytest.mark.parametrize(
    ("given", "local"),
    [
        ("/item/second?a=b", "/item/second?a=b"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
        ("/launch?token=x", "/"),
    ],
)
def test_after_signing_in_one_stays_on_the_desk(given: str, local: str) -> None:
    assert local_path(given) == local


def test_beyond_this_machine_somebody_must_be_named(tmp_path: Path) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.7", "desk.example"):  # noqa: S104
        with pytest.raises(UsageError, match="--users"):
            check_place(Place(host=host))
    with pytest.raises(UsageError, match="--trusted-proxy"):
        check_place(Place(proxy_header="X-User"))
    with pytest.raises(UsageError, match="TLS needs both"):
        check_place(Place(cert=tmp_path / "cert.pem"))
    for host in ("127.0.0.1", "127.0.0.9", "::1", "localhost"):
        check_place(Place(host=host))


def test_a_proxy_names_users_and_nobody_else_does(project: Path) -> None:
    place = Place(
        host="192.0.2.7",
        names=("desk.example",),
        proxy_header="X-Remote-User",
        proxies=("192.0.2.1",),
    )
    base, named = "http://desk.example", {"X-Remote-User": "Ann Quill"}
    with served(made(project), place) as desk:
        proxied = desk.browser("192.0.2.1", base)
        assert proxied.get(ITEM, headers=named).status_code == 200
        assert "Ann Quill" in proxied.get(ITEM, headers=named).text
        assert proxied.get(ITEM).status_code == 303
        for odd in ({"X-Remote-User": "=x"}, {"X-Remote-User": ""}):
            assert proxied.get(ITEM, headers=odd).status_code == 303
        past = desk.browser("192.0.2.50", base)
        assert past.get(ITEM, headers=named).status_code == 403


def test_behind_tls_the_cookie_goes_over_tls_alone(project: Path) -> None:
    write_user(project / "users", "Ann", "reviewer", WORDS)
    place = Place(users=project / "users", proxies=("127.0.0.1",))
    with served(made(project), place) as desk:
        head = {"X-Forwarded-Proto": "https", "Origin": "https://127.0.0.1:8000"}
        browser = desk.browser()
        browser.headers.update(head)
        told = browser.get("/sign-in")
        assert "Secure" in told.headers["set-cookie"]
        token = told.headers["set-cookie"].partition("=")[2].partition(";")[0]
        given = {"csrf": csrf(told.text), "name": "Ann", "password": WORDS}
        sent = {"Cookie": f"desk_8000_visit={token}"}
        signed = browser.post("/sign-in", data=given, headers=sent)
        assert signed.status_code == 303
        assert "Secure" in signed.headers["set-cookie"]


def test_over_plain_http_the_own_site_is_told_who_asks(project: Path) -> None:
    write_user(project / "users", "Ann", "reviewer", WORDS)
    place = Place(host="192.0.2.7", users=project / "users")
    with served(made(project), place) as desk:
        told = desk.browser("192.0.2.9", "http://192.0.2.7:8000").get("/sign-in")

    assert told.headers["Referrer-Policy"] == "same-origin"


def test_a_project_without_items_says_what_to_do(project: Path) -> None:
    root = made(project)
    items = root / "data/normalised/items.jsonl"
    kept = items.read_bytes()
    items.unlink()
    with served(root) as desk:
        browser = desk.launched()
        told = browser.get("/")
        assert told.status_code == 200
        assert "plan-ingest run" in told.text
        assert browser.get(ITEM).status_code == 200
        items.write_bytes(kept)
        assert "Officers see each child" in browser.get(ITEM).text


def stands_in(desk: Served) -> list[str]:
    pages = desk.app._app._pages
    return stands(pages._project.root)


def found(desk: Served, name: str) -> Any:
    assert desk.entrance.users is not None
    return desk.entrance.users.find(name)


def _headers() -> Any:
    from starlette.datastructures import Headers

    return Headers({"host": "127.0.0.1:8000"})
