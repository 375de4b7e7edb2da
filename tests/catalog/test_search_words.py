"""How words are taken: half typed, in the plural, with a verb, too many; and paths and URLs."""

import pytest

from ovh_explorer.catalog.schema import SchemaError
from ovh_explorer.catalog.search import search
from ovh_explorer.catalog.store import Store
from tests.catalog.conftest import document, operation


def titles(store: Store, words: str, **more) -> list[str]:
    return [f"{hit.method} {hit.path}" for hit in search(store, words, **more)]


def put(store: Store, paths: dict[str, list], **more) -> None:
    store.put_document("v1", "/thing", document(paths, **more))


@pytest.mark.parametrize("length", range(3, 14))
def test_a_word_is_found_at_every_letter_of_it(real_store: Store, length):
    assert any(
        "otification" in title for title in titles(real_store, "notifications"[:length], limit=400)
    )


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("iam policies", "GET /iam/policy"),
        ("create policy", "POST /iam/policy"),
        ("DELETE policy", "DELETE /iam/policy/{policyId}"),
        ("update iam policy", "PUT /iam/policy/{policyId}"),
        ("list dynHost records", "GET /domain/zone/{zoneName}/dynHost/record"),
        ("list dynhost records", "GET /domain/zone/{zoneName}/dynHost/record"),
        ("delete vps snapshot", "DELETE /vps/{serviceName}/snapshot"),
        ("éteindre le serveur", "POST /vps/{serviceName}/stop"),
        ("démarrer mon serveur", "POST /vps/{serviceName}/start"),
        # What the paths write as one word, in the words that it is made of.
        (
            "list kubernetes node pools",
            "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool",
        ),
        ("list kube node pools", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        ("vps backup ftp", "GET /vps/{serviceName}/backupftp"),
        ("list web hosting", "GET /hosting/web"),
        ("list mailing lists", "GET /email/domain/{domain}/mailingList"),
        ("vrack", "GET /vrack"),
        ("me", "GET /me"),
        ("the list of my bills", "GET /me/bill"),
        # To change, or to revoke, what is in a collection is not to add to it.
        (
            "change backup access",
            "PUT /dedicated/server/{serviceName}/features/backupFTP/access/{ipBlock}",
        ),
        ("change ttl", "PUT /domain/zone/{zoneName}/record/{id}"),
        ("revoke key", "DELETE /me/api/credential/{credentialId}"),
        ("revoke api key", "DELETE /me/api/credential/{credentialId}"),
        ("read secret", "GET /okms/resource/{okmsId}/secret/{path}"),
        ("store a secret", "POST /okms/resource/{okmsId}/secret"),
        ("save a secret", "POST /okms/resource/{okmsId}/secret"),
        ("keep a secret", "POST /okms/resource/{okmsId}/secret"),
        ("put a secret", "POST /okms/resource/{okmsId}/secret"),
        # With a typing error the order is that of the word itself.
        ("store a secert", "POST /okms/resource/{okmsId}/secret"),
        ("stocker un secret", "POST /okms/resource/{okmsId}/secret"),
        ("ranger un secret", "POST /okms/resource/{okmsId}/secret"),
        ("déposer un secret", "POST /okms/resource/{okmsId}/secret"),
        ("mettre un secret", "POST /okms/resource/{okmsId}/secret"),
        # A name alone asks for the list, where its words are verbs elsewhere too.
        ("bill details", "GET /me/bill/{billId}/details"),
        ("backup access", "GET /dedicated/server/{serviceName}/features/backupFTP/access"),
        # What has all that was typed as its name, small words too, comes before what it may mean.
        ("can be moved", "GET /dedicated/server/{serviceName}/ipCanBeMovedTo"),
        ("can ip be moved", "GET /dedicated/server/{serviceName}/ipCanBeMovedTo"),
        ("can be scored", "GET /support/tickets/{ticketId}/canBeScored"),
        # Names without a verb ask for the list of just these things.
        ("kubernetes node pools", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        ("node pools", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        ("pools de nœuds kubernetes", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        ("kube nodepool", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        ("kube node pool", "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool"),
        (
            "node pool nodes",
            "GET /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}/nodes",
        ),
        ("zone record", "GET /domain/zone/{zoneName}/record"),
        ("zone enregistrement", "GET /domain/zone/{zoneName}/record"),
        (
            "load balancer listener",
            "GET /cloud/project/{serviceName}/region/{regionName}/loadbalancing/listener",
        ),
        ("iplb backends", "GET /ipLoadbalancing/{serviceName}/tcp/farm/{farmId}/server"),
        ("server vmac", "GET /dedicated/server/{serviceName}/virtualMac"),
        ("sms job", "GET /sms/{serviceName}/jobs"),
        # But a word that is in no path may be a verb.
        ("custom ssl certificate on iplb", "POST /ipLoadbalancing/{serviceName}/ssl"),
        (
            "forward load balancer logs to ldp",
            "POST /ipLoadbalancing/{serviceName}/log/subscription",
        ),
        # Nor does another word for a verb.
        ("move", "POST /ip/{ip}/move"),
        ("moved", "POST /ip/{ip}/move"),
        # One small word makes no name: createMfaOnAllUsers.
        ("all users", "GET /me/identity/user"),
        ("move additional ip to dedicated server", "POST /dedicated/server/{serviceName}/ipMove"),
    ],
)
def test_the_first_for_words(real_store: Store, words, first):
    assert titles(real_store, words)[0] == first


_POOL = "/cloud/project/{serviceName}/kube/{kubeId}/nodepool"


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # What a thing is made stands at the end; "make" alone, or before "a larger", creates one.
        ("make node pool larger", f"PUT {_POOL}/{{nodePoolId}}"),
        ("make my node pool smaller", f"PUT {_POOL}/{{nodePoolId}}"),
        ("make a node pool", f"POST {_POOL}"),
        ("make a larger node pool", f"POST {_POOL}"),
        ("rendre le pool de noeuds plus grand", f"PUT {_POOL}/{{nodePoolId}}"),
        ("scale node pool", f"PUT {_POOL}/{{nodePoolId}}"),
        ("shrink node pool", f"PUT {_POOL}/{{nodePoolId}}"),
        ("make payment method default", "PUT /me/payment/method/{paymentMethodId}"),
        (
            "make nas partition smaller",
            "PUT /dedicated/nasha/{serviceName}/partition/{partitionName}",
        ),
        # Where an operation of its own makes it so, that one.
        ("make volume larger", "POST /cloud/project/{serviceName}/volume/{volumeId}/upsize"),
        ("grow disk", "POST /cloud/project/{serviceName}/volume/{volumeId}/upsize"),
        ("expand share", "POST /storage/netapp/{serviceName}/share/{shareId}/extend"),
        ("make my share smaller", "POST /storage/netapp/{serviceName}/share/{shareId}/shrink"),
        ("scale instance", "POST /cloud/project/{serviceName}/instance/{instanceId}/resize"),
        ("prolonger le service", "POST /service/{serviceId}/renew"),
    ],
)
def test_to_make_a_thing_so_is_to_change_it(real_store: Store, words, first):
    assert titles(real_store, words, limit=1) == [first]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        # The object that returns a number of them, not what transfers or sells them.
        ("sms credits left", "GET /sms/{serviceName}"),
        ("how many sms credits", "GET /sms/{serviceName}"),
        ("remaining sms credits", "GET /sms/{serviceName}"),
        ("combien de crédits sms", "GET /sms/{serviceName}"),
        ("combien il me reste de crédits sms", "GET /sms/{serviceName}"),
        ("crédits sms restants", "GET /sms/{serviceName}"),
        ("ovh account balance", "GET /me/ovhAccount/{ovhAccountId}"),
        ("solde du compte ovh", "GET /me/ovhAccount/{ovhAccountId}"),
        # What has all that is named in its path needs to return none of it.
        ("fax credits left", "GET /freefax/credits"),
        ("remaining quota cloud project", "GET /cloud/project/{serviceName}/quota"),
        # How many there are is as long as their list.
        ("how many vps do i have", "GET /vps"),
        ("how many records in a zone", "GET /domain/zone/{zoneName}/record"),
        ("combien de node pools", f"GET {_POOL}"),
        # A verb says more, and a name that stands alone asks nothing.
        ("transfer sms credits", "POST /sms/{serviceName}/transferCredits"),
        ("balance", "GET /me/credit/balance"),
    ],
)
def test_a_question_for_an_amount_is_answered_by_what_shows_it(real_store: Store, words, first):
    assert titles(real_store, words, limit=1) == [first]


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        # A value between the words names nothing: no offers of commercialCatalog for .com.
        ("records of example.com", "GET /domain/zone/{zoneName}/record"),
        ("enregistrements de example.com", "GET /domain/zone/{zoneName}/record"),
        ("boîtes mail de example.com", "GET /email/domain/{domain}/account"),
        ("redirections de contact@example.com", "GET /email/domain/{domain}/redirection"),
        ("reverse de 192.0.2.1", "GET /ip/{ip}/reverse"),
        ("example.com", "GET /domain"),
        # Beside a verb alone the name of a service stays: it says what the service is.
        ("redémarrer vps-0.vps.example.net", "POST /vps/{serviceName}/reboot"),
        # A plural is things, and no verb; so is a word like it at the end of a name.
        ("my orders", "GET /me/order"),
        ("mes commandes", "GET /me/order"),
        ("bon de commande", "GET /me/order"),
        ("sauvegardes du vps", "GET /vps/{serviceName}/automatedBackup"),
        ("révoquer une clé d'api", "DELETE /me/api/credential/{credentialId}"),
        (
            "agrandir le pool de nœuds",
            "PUT /cloud/project/{serviceName}/kube/{kubeId}/nodepool/{nodePoolId}",
        ),
        # Words between those that count are no beginnings of names: "not" of notification.
        ("my bills that are not paid", "GET /me/bill"),
        ("what do I owe", "GET /me/debtAccount/debt"),
        ("who has access to my project", "GET /cloud/project/{serviceName}/acl"),
        ("je n'ai pas payé ma facture", "GET /me/bill"),
        # A verb that no path has is no mistyped name: "voir" is not voip.
        ("payer", "POST /me/debtAccount/pay"),
        ("lire le journal du load balancer", "GET /ipLoadbalancing/{serviceName}/log/subscription"),
    ],
)
def test_among_the_first_three_for_words(real_store: Store, words, wanted):
    assert wanted in titles(real_store, words, limit=3)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("POST /domain/zone/example.com/record", "POST /domain/zone/{zoneName}/record"),
        ("post   /v1/domain/zone/example.com/record?x=y", "POST /domain/zone/{zoneName}/record"),
        ("https://eu.api.ovh.com/1.0/ip/192.0.2.0%2F28", "GET /ip/{ip}"),
        ("https://eu.api.ovh.com/v2/iam/policy", "GET /iam/policy"),
        ("/domain/zone", "GET /domain/zone"),
        ("/domain/zone/{zo", "GET /domain/zone/{zoneName}"),
        ("/DOMAIN/zone/{ZONENAME}/rec", "GET /domain/zone/{zoneName}/record"),
        ("oauth2/client", "GET /me/api/oauth2/client"),
        ("zone/records", "GET /domain/zone/{zoneName}/record"),
    ],
)
def test_a_path_or_a_url(real_store: Store, words, first):
    assert titles(real_store, words)[0] == first


def test_no_word_is_required_and_those_with_every_word_come_first(store: Store):
    put(
        store,
        {f"/thing/red/{number}": [operation()] for number in range(9)}
        | {"/thing/blue": [operation()]},
    )
    assert titles(store, "thing red")[-1] == "GET /thing/blue"
    assert titles(store, "thing blue") == [
        "GET /thing/blue",
        *sorted(f"GET /thing/red/{n}" for n in range(9)),
    ]


def test_where_none_has_every_word_those_with_the_most_come_first(store: Store):
    put(
        store,
        {"/thing/red": [operation()], "/thing/red/green": [operation()], "/other": [operation()]},
    )
    assert titles(store, "qqqq red green thing") == [
        "GET /thing/red/green",
        "GET /thing/red",
        "GET /other",
    ]
    assert titles(store, "qqqq") == []


def test_a_hit_in_the_path_is_before_those_in_the_description_and_in_fields(store: Store):
    model = {"m": {"properties": {"needle": {"type": "string"}}}}
    put(
        store,
        {
            "/thing/c": [operation(responseType="m")],
            "/thing/b": [operation(description="With a needle")],
            "/thing/needle": [operation()],
            "/thing/d": [
                operation(
                    parameters=[{"name": "needle", "paramType": "query", "dataType": "string"}]
                )
            ],
            "/thing/e": [
                operation("POST", parameters=[{"name": "", "paramType": "body", "dataType": "m"}])
            ],
            "/thing/f": [operation(iamActions=[{"name": "x:apiovh:needle/get"}])],
        },
        models=model,
    )
    found = titles(store, "needle")
    assert found[0] == "GET /thing/needle"
    assert sorted(found[1:]) == [
        "GET /thing/b",
        "GET /thing/c",
        "GET /thing/d",
        "GET /thing/f",
        "POST /thing/e",
    ]


def test_production_is_before_deprecated_and_short_before_long(store: Store):
    old = {"value": "DEPRECATED"}
    put(
        store,
        {
            "/thing/0/x": [operation(apiStatus=old)],
            "/thing/a/{id}/x": [operation()],
            "/thing/a/x": [operation()],
        },
    )
    assert titles(store, "x") == ["GET /thing/a/x", "GET /thing/a/{id}/x", "GET /thing/0/x"]
    assert titles(store, "deprecated") == ["GET /thing/0/x"]


def test_a_hit_says_what_lists_show(real_store: Store):
    hit = search(real_store, "GET /v2/iam/policy")[0]
    assert (hit.branch, hit.method, hit.path, hit.product) == ("v2", "GET", "/iam/policy", "/iam")
    assert hit.description
    assert hit.status == "PRODUCTION"


@pytest.mark.parametrize(
    "words", ['"', "*", "a* b*", "NEAR(a b)", "a AND", "NOT", "path:x", "{path} : x", "\x00", "a\x00b", "\ud800", "/\ud800", "'; --", "é ü", "日本語", "x" * 10_000, "/" * 500, "http://[", "GET", "GET /", " / ", "%", "/_%\\"]
)  # fmt: skip
@pytest.mark.parametrize("branch", [None, "v1", "v2", 'v1" OR'])
def test_syntax_of_the_database_is_only_text(real_store: Store, words, branch):
    search(real_store, words, branch=branch, limit=5)


def test_a_search_sees_what_is_there_during_a_sync(store: Store):
    put(store, {"/thing/a": [operation()]})
    with Store(store.path) as other:
        put(other, {"/thing/b": [operation()]})
        with pytest.raises(SchemaError):
            other.put_document("v1", "/thing", b"broken")
    assert titles(store, "thing") == ["GET /thing/b"]
