"""What properties of standard vocabularies are called on a page; ours have their own labels."""

from __future__ import annotations

from ontology.terms import DCAT, DCTERMS, ORE, ORG, SHISAKU, SKOS
from shisaku.web.pages.kinds import Label, label_of

_LABELS = {
    SKOS.altLabel: Label("別の表記", "other spelling"),
    SKOS.broader: Label("上位", "part of"),
    SKOS.inScheme: Label("総合戦略", "strategy"),
    DCTERMS.publisher: Label("自治体", "municipality"),
    DCTERMS.identifier: Label("識別番号", "identifier"),
    DCTERMS.description: Label("説明", "description"),
    DCTERMS.title: Label("表題", "title"),
    DCTERMS.date: Label("開催日", "date"),
    DCTERMS.isPartOf: Label("会議", "meeting"),
    DCTERMS.replaces: Label("置き換えたもの", "replaces"),
    DCAT.mediaType: Label("形式", "media type"),
    ORE.proxyFor: Label("事業", "project"),
    ORE.proxyIn: Label("掲載先", "listed in"),
    ORE.lineage: Label("再掲元", "home listing"),
    ORG.unitOf: Label("自治体", "municipality"),
    ORG.originalOrganization: Label("元の部署", "original organisation"),
    ORG.resultingOrganization: Label("後の部署", "resulting organisation"),
}


def property_label(predicate: str, tongue: str) -> str:
    """Return what the property ``predicate`` is called; the end of its IRI where nobody says."""
    label = _LABELS.get(predicate)
    if label is None and predicate.startswith(SHISAKU.BASE):
        label = label_of(predicate)
    return label.in_(tongue) if label else predicate.replace("#", "/").rsplit("/", 1)[-1]
