"""Views for people who open the library with other programs: what a reader would ask, under readable names.

They are SQL alone and leave out what is in the trash. ``v_mentions`` follows the reader's judgements: renamed, merged,
of another kind, rejected (in the order in which they were made), split off, added, and masks that were identified. What
it cannot: mentions that a "distinct" judgement parts stay with the entity that they were found as; a mask that hides
the same name as an identified one is not there by itself; what joined an entity that the reader had judged away before
goes under that one's old key, and a name that is taken up again after the one who had it was renamed may lead to that.
"""

_AUTHORS = """(SELECT group_concat(CASE WHEN COALESCE(json_extract(value, '$.literal'), '') <> ''
        THEN json_extract(value, '$.literal')
        ELSE trim(COALESCE(json_extract(value, '$.given'), '') || ' ' || COALESCE(json_extract(value, '$.family'), ''))
    END, '; ') FROM json_each(csl_items.authors))"""

_HIGHLIGHTS = """
CREATE VIEW v_highlights AS
SELECT highlights.id, highlights.article_id, csl_items.title AS article, csl_items.container_title AS site,
    COALESCE(highlights.made_exact, highlights.exact) AS quotation, highlights.note,
    (SELECT group_concat(tag, ', ') FROM
        (SELECT tag FROM highlight_tags WHERE highlight_id = highlights.id ORDER BY position)) AS tags,
    highlights.color, colors.name AS color_name, highlights.state, highlights.revision_id,
    highlights."start", highlights."end", highlights.locator, highlights.created, highlights.modified,
    'postil://article/' || highlights.article_id || '#highlight=' || highlights.id AS link
FROM highlights
JOIN articles ON articles.id = highlights.article_id AND articles.trashed = ''
JOIN csl_items ON csl_items.id = highlights.article_id
JOIN colors ON colors.id = highlights.color
"""

_CITATIONS = f"""
CREATE VIEW v_citations AS
SELECT csl_items.id, csl_items.key AS citation_key, csl_items.type, {_AUTHORS} AS authors, csl_items.title,
    csl_items.container_title, csl_items.publisher, csl_items.published, csl_items.accessed, csl_items.url,
    csl_items.language, articles.id IS NOT NULL AS in_library,
    (SELECT COUNT(*) FROM highlights WHERE highlights.article_id = csl_items.id) AS highlights
FROM csl_items LEFT JOIN articles ON articles.id = csl_items.id
WHERE COALESCE(articles.trashed, '') = ''
"""

_CLAIMS = """
CREATE VIEW v_claims AS
SELECT claims.id, v_highlights.article_id, v_highlights.article, v_highlights.quotation, claims.status, claims.judge,
    claims.reason, claims.number AS claimed,
    (SELECT COUNT(DISTINCT source_id) FROM links WHERE relation = 'counts' AND target_id = claims.id) AS counted,
    (SELECT COUNT(*) FROM links WHERE relation = 'supports' AND target_id = claims.id) AS supported,
    (SELECT COUNT(*) FROM links WHERE relation = 'contradicts' AND claims.id IN (source_id, target_id)) AS contradicted,
    v_highlights.note, v_highlights.link, claims.created, claims.modified
FROM claims JOIN v_highlights ON v_highlights.id = claims.id
"""

# "fate" follows an entity's key through the judgements, one by one. ``made`` is the judgement that put a name where it
# stands, "" for what was found; "reject" counts after ``spared`` alone. What the reader put into a text is, ``known``,
# the entity that this text has under its key already, with all that became of that, or else a new one, of which only
# later judgements speak.
_MENTIONS = """
CREATE VIEW v_mentions AS
WITH RECURSIVE
placed(id, text_hash, entity, name, "start", "end", reason, how) AS (
    SELECT judgements.id, text_hash,
        CASE verdict WHEN 'split' THEN judged_keys.entity WHEN 'add' THEN subject ELSE value END,
        CASE verdict WHEN 'identify' THEN subject ELSE value END, "start", "end", reason,
        CASE verdict WHEN 'split' THEN 'split off' WHEN 'add' THEN 'added' ELSE 'identified' END
        FROM judgements LEFT JOIN judged_keys ON judgement_id = judgements.id
        WHERE verdict IN ('split', 'add', 'identify') AND value <> ''
),
fate(origin, made, known, entity, last, spared, renamed, gone) AS (
    SELECT subject, '', 1, subject, '', '', NULL, 0 FROM judgements
        WHERE verdict IN ('rename', 'kind', 'merge', 'reject') GROUP BY subject
    UNION ALL
    SELECT entity, id, 1, entity, '', CASE how WHEN 'identified' THEN '~' ELSE id END,
        NULL, 0 FROM placed
    UNION ALL
    SELECT entity, id, 0, entity, id, '', NULL, 0 FROM placed
        WHERE how <> 'identified'
    UNION ALL
    SELECT fate.origin, fate.made, fate.known,
        CASE judgements.verdict WHEN 'rename' THEN COALESCE(judged_keys.entity, fate.entity)
            WHEN 'kind' THEN judgements.value || substr(fate.entity, instr(fate.entity, ':'))
            WHEN 'merge' THEN judgements.value ELSE fate.entity END,
        judgements.id, fate.spared,
        CASE judgements.verdict WHEN 'rename' THEN judgements.value ELSE fate.renamed END,
        judgements.verdict = 'reject'
        FROM fate JOIN judgements ON judgements.id = (
            SELECT MIN(id) FROM judgements AS next WHERE next.id > fate.last
            AND next.subject = fate.entity
            AND (next.verdict IN ('rename', 'kind', 'merge') OR (next.verdict = 'reject' AND next.id > fate.spared)))
        LEFT JOIN judged_keys ON judgement_id = judgements.id
        WHERE NOT fate.gone
),
fates AS (
    SELECT origin, made, known, entity, renamed, gone, MAX(last) FROM fate GROUP BY origin, made, known
),
named(text_hash, made, origin, name, "start", "end", words, reason, how) AS (
    SELECT analyses.text_hash, '', json_extract(row.value, '$.entity.key'), json_extract(row.value, '$.entity.name'),
        json_extract(place.value, '$.start'), json_extract(place.value, '$.end'), json_extract(place.value, '$.text'),
        json_extract(place.value, '$.reason'), 'found'
        FROM analyses, json_each('[' || replace(analyses.findings, char(10), ',') || ']') AS row,
            json_each(row.value, '$.entity.mentions') AS place
    UNION ALL
    SELECT text_hash, id, entity, name, "start", "end", NULL, reason, how FROM placed
)
SELECT articles.id AS article_id, csl_items.title AS article, COALESCE(fates.entity, named.origin) AS entity,
    substr(COALESCE(fates.entity, named.origin), 1, instr(COALESCE(fates.entity, named.origin), ':') - 1) AS kind,
    COALESCE((SELECT name FROM text_entities WHERE text_entities.entity = fates.entity
        AND text_entities.text_hash = named.text_hash), fates.renamed, named.name) AS name,
    COALESCE(named.words, substr(revisions.text, named."start" + 1, named."end" - named."start")) AS words,
    revisions.id AS revision_id, named."start", named."end", named.how, named.reason
FROM named
JOIN revisions ON revisions.text_hash = named.text_hash
JOIN articles ON articles.revision_id = revisions.id AND articles.trashed = ''
JOIN csl_items ON csl_items.id = articles.id
LEFT JOIN fates ON fates.origin = named.origin AND fates.made = named.made
    AND fates.known = (named.how IN ('found', 'identified') OR EXISTS (SELECT 1 FROM text_entities
        WHERE text_entities.entity = named.origin AND text_entities.text_hash = named.text_hash))
WHERE NOT COALESCE(fates.gone, 0) AND NOT EXISTS (
    SELECT 1 FROM judgements AS later WHERE later.text_hash = named.text_hash AND later.id > named.made
    AND CASE named.how WHEN 'identified'
        THEN later.verdict = 'identify' AND later."start" = named."start" AND later."end" = named."end"
        ELSE (later.verdict = 'add' AND later."start" < named."end" AND named."start" < later."end")
        OR (later.verdict = 'split' AND later."start" = named."start" AND later."end" = named."end") END
)
"""

JUDGED_KEYS = """
CREATE TABLE judged_keys (
    judgement_id TEXT PRIMARY KEY REFERENCES judgements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    entity TEXT NOT NULL
) WITHOUT ROWID
"""
"""To which entity a renaming or a splitting off leads: its key is folded in Python, and SQL cannot do that."""

JUDGED_INDEXES = (
    "CREATE INDEX judgements_by_text ON judgements(text_hash)",
    "CREATE INDEX judgements_by_subject ON judgements(subject)",
)
"""Without them, ``v_mentions`` of 44,000 mentions and 600 judgements takes 16 seconds instead of 3."""

VIEWS = (_HIGHLIGHTS, _CITATIONS, _CLAIMS, _MENTIONS)
