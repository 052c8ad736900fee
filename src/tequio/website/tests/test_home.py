import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/", "/en/", "/nah/", "/comision/", "/en/comision/", "/buscar/"])
def test_empty_town_says_what_will_be_here(client, town, path):
    answer = client.get(path)
    assert answer.status_code == 200


def test_home_before_set_up_is_answered(client, db):
    assert client.get("/").status_code == 200


def test_home_says_where_somebody_helps(client, town):
    town.phone, town.address = "222 403 7000", "Plaza de la Concordia 1"
    town.save()
    content = client.get("/").content.decode()
    assert 'href="tel:+522224037000"' in content
    assert "Plaza de la Concordia 1" in content


def test_home_leaves_no_cookie(client, town):
    assert not client.get("/").cookies
    assert not client.get("/buscar/", {"q": "nada"}).cookies


def test_home_queries_do_not_grow(client, town, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        client.get("/")


def test_menu_shows_where_the_reader_is(client, town):
    content = client.get("/comision/").content.decode()
    assert '<a href="/comision/" aria-current="true">La Comisión</a>' in content
    assert content.count('aria-current="true">La Comisi') == 1


def test_commission_filters_are_links(client, town):
    content = client.get("/comision/", {"tipo": "acuerdos"}).content.decode()
    assert 'href="?tipo=acuerdos#linea-de-tiempo" aria-current="true"' in content
    assert client.get("/comision/", {"tipo": "otra"}).status_code == 200
