from named import TEXT, analysis_of
from postil.domain.entities import Analysis
from postil.models.silence import Search, remark, silence


def test_every_reason_for_an_empty_list_has_its_own_sentence():
    searches = [
        Search(is_open=False),
        Search(is_open=True, wanted="x"),
        Search(is_open=True, running=True),
        Search(is_open=True, failure="It broke."),
        Search(is_open=True, cancelled=True),
        Search(is_open=True),
        Search(is_open=True, analysis=Analysis("1", "en")),
    ]
    sentences = [silence(search).sentence for search in searches]
    assert len(set(sentences)) == len(searches)
    assert all(sentences)


def test_what_can_be_tried_again_says_so():
    assert silence(Search(is_open=True, failure="It broke.")).action == "Try again"
    assert silence(Search(is_open=True, cancelled=True)).action == "Search again"
    assert silence(Search(is_open=True, running=True)).action == ""


def test_the_remark_of_the_analysis_is_the_reason_where_it_gives_one():
    analysis = Analysis("1", "fi", remark="There is no model for Finnish.")
    assert silence(Search(is_open=True, analysis=analysis)).sentence == "There is no model for Finnish."


def test_beside_a_list_only_what_is_amiss_is_said():
    assert remark(Search(is_open=True, analysis=analysis_of(TEXT))).sentence == ""
    assert remark(Search(is_open=True, cancelled=True, analysis=analysis_of(TEXT))).action == "Search again"
