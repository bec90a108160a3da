"""Bytes that are not Unicode: their code page is found by the letters of a language."""

from __future__ import annotations

import pytest

from csdesign.errors import UnreadableError, UsageError
from csdesign.files.code_pages import code_page
from csdesign.files.encodings import detect_encoding, encoding_called

TABLES = {
    "polish": ("cp1250", "Huta Łabędy;Łódź\nŻabka;Poznań\nMłyn;Świdnica"),
    "czech": ("cp1250", "Třinecké železárny;Třinec\nŘíp;Příbram\nČeské dráhy;Mladá Boleslav"),
    "hungarian": ("cp1250", "Győri Keksz;Győr\nÜgyfél;Székesfehérvár\nKözért;Kecskemét"),
    "romanian": ("cp1250", "Timişoara;Braşov\nConstanţa;Bucureşti\nSocietatea Română;Iaşi"),
    "croatian": ("cp1250", "Čakovec;Šibenik\nPoreč;Đakovo\nŽupanja;Varaždin"),
    "turkish": ("cp1254", "Çağdaş;Beyoğlu\nGüneş;Kadıköy\nIşık;Üsküdar"),
    "lithuanian": ("cp1257", "Šiauliai;Panevėžys\nĮmonė;Kėdainiai"),
    "latvian": ("cp1257", "Rīga;Jūrmala\nUzņēmums;Ķekava"),
    "german": ("cp1252", "Müller;Köln\nGroße Straße;Düsseldorf"),
    "french": ("cp1252", "Société Générale;Évry\nChâteau;Besançon"),
    "spanish": ("cp1252", "Compañía;Málaga\n¿Quién?;Logroño"),
    "portuguese": ("cp1252", "São Paulo;Ações\nConceição;Goiânia"),
    "norwegian": ("cp1252", "Tromsø;Ålesund\nLærdal;Bodø"),
    "icelandic": ("cp1252", "Reykjavík;Þórður\nHafnarfjörður;Ísafjörður"),
    "customers of many countries": ("cp1252", "Müller;Jönköping\nAndré;São Paulo\nLærdal;Peñarol"),
    "curly apostrophes": ("cp1252", "O’Brien;5\nD’Arcy;6\nKohl’s;7\nLowe’s;8"),
    "amounts": ("cp1252", "Acme;£1,200\nBeta;£300\nGamma;½"),
    "russian": ("cp1251", "ООО Ромашка;Москва\nЁлкин;Казань"),
    "russian in capitals": ("cp1251", "ООО РОМАШКА;МОСКВА\nЗАВОД;КАЗАНЬ"),
    "russian of Unix": ("koi8_r", "ООО Ромашка;Москва\nЗавод;Казань"),
    "russian of DOS": ("cp866", "ООО Ромашка;Москва\nЗавод;Казань"),
    "ukrainian": ("cp1251", "Київ;Львів\nПідприємство;Запоріжжя"),
    "greek": ("cp1253", "Αθήνα;Θεσσαλονίκη\nΕταιρεία;Πάτρα"),
    "japanese": ("cp932", "顧客ID,会社名,売上\n1,株式会社アクメ,100"),
    "japanese of Unix": ("euc_jp", "顧客ID,会社名\n1,とうきょう電力"),
    "chinese": ("gb18030", "客户编号,公司名称\n1,北京科技有限公司"),
    "chinese of Taiwan": ("big5", "客戶編號,公司名稱\n1,台北科技有限公司"),
    "korean": ("cp949", "고객,회사명\n1,주식회사 삼성"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_code_page_is_recognised_by_the_letters_of_a_language(name: str) -> None:
    codec, text = TABLES[name]

    assert code_page(text.encode(codec)) == codec


@pytest.mark.parametrize("name", TABLES)
def test_letters_far_below_plain_rows_tell_the_code_page_too(name: str) -> None:
    codec, text = TABLES[name]
    plain = b"id;city\n" + b"1;Berlin\n" * 20_000

    found = detect_encoding([plain, text.encode(codec)], "a.csv")

    assert found.codec == codec
    assert "check that the letters are right" in found.note


def test_a_long_plain_line_is_skipped_at_once() -> None:
    """Its million letters are looked at once, not again from each letter on."""
    text = "name;city\nJosé;Málaga\nÁngela;Córdoba\n".encode("cp1252")

    assert detect_encoding([b"a" * 1_000_000 + b"\n" + text], "a.csv").codec == "cp1252"


def test_bytes_of_no_page_are_refused() -> None:
    with pytest.raises(UnreadableError, match="nor a known code page; save it as UTF-8"):
        detect_encoding([b"Title,Text\n\x81\x8d\n"], "a.csv")


@pytest.mark.parametrize("name", ["utf8000", "rot13", "base64"])
def test_an_encoding_that_is_not_one_of_text_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match=f"encoding '{name}' is unknown; use one such as utf-8"):
        encoding_called(name)
