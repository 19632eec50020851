"""Views for people who open the library with other programs: what a reader would ask, under readable names.

They are SQL alone and leave out what is in the trash. ``v_mentions`` follows the reader's judgements: renamed, merged,
of another kind, rejected (in the order in which they were made), split off, added, and masks that were identified. Two
things it cannot: mentions that a "distinct" judgement parts stay with the entity that they were found as, and a
judgement whose target was itself judged away before leads to that target's old key.
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

# "fate" follows an entity's key through the judgements, each of which is later than the one before. ``start`` is the
# judgement that made it ("" for what was found), ``keys`` are all that it went by, between line ends.
_MENTIONS = """
CREATE VIEW v_mentions AS
WITH RECURSIVE
placed(id, text_hash, entity, name, "start", "end", reason, how) AS (
    SELECT judgements.id, text_hash,
        CASE verdict WHEN 'split' THEN judged_keys.entity WHEN 'add' THEN subject ELSE value END,
        CASE verdict WHEN 'identify' THEN subject ELSE value END, "start", "end", reason,
        CASE verdict WHEN 'split' THEN 'split off' WHEN 'add' THEN 'added' ELSE 'identified' END
        FROM judgements LEFT JOIN judged_keys ON judgement_id = judgements.id
        WHERE verdict IN ('split', 'add', 'identify')
),
fate(origin, start, entity, keys, last, renamed, gone) AS (
    SELECT subject, '', subject, char(10) || subject || char(10), '', NULL, 0 FROM judgements
        WHERE verdict IN ('rename', 'kind', 'merge', 'reject') GROUP BY subject
    UNION
    SELECT entity, id, entity, char(10) || entity || char(10), id, NULL, 0 FROM placed
    UNION ALL
    SELECT fate.origin, fate.start,
        CASE judgements.verdict WHEN 'rename' THEN COALESCE(judged_keys.entity, fate.entity)
            WHEN 'kind' THEN judgements.value || substr(fate.entity, instr(fate.entity, ':'))
            WHEN 'merge' THEN judgements.value ELSE fate.entity END,
        fate.keys || CASE judgements.verdict WHEN 'rename' THEN COALESCE(judged_keys.entity, fate.entity)
            WHEN 'kind' THEN judgements.value || substr(fate.entity, instr(fate.entity, ':'))
            WHEN 'merge' THEN judgements.value ELSE '' END || char(10),
        judgements.id, CASE judgements.verdict WHEN 'rename' THEN judgements.value ELSE fate.renamed END,
        judgements.verdict = 'reject'
        FROM fate JOIN judgements ON judgements.id = (
            SELECT MIN(id) FROM judgements AS next WHERE next.id > fate.last
            AND next.verdict IN ('rename', 'kind', 'merge', 'reject')
            AND instr(fate.keys, char(10) || next.subject || char(10)))
        LEFT JOIN judged_keys ON judgement_id = judgements.id
        WHERE NOT fate.gone
),
fates AS (
    SELECT origin, start, entity, renamed, gone, MAX(last) FROM fate GROUP BY origin, start
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
LEFT JOIN fates ON fates.origin = named.origin AND fates.start = named.made
WHERE NOT COALESCE(fates.gone, 0) AND NOT EXISTS (
    SELECT 1 FROM judgements AS later WHERE later.text_hash = named.text_hash AND later.id > named.made
    AND named.how <> 'identified' AND (
        (later.verdict = 'add' AND later."start" < named."end" AND named."start" < later."end")
        OR (later.verdict = 'split' AND later."start" = named."start" AND later."end" = named."end"))
)
"""

JUDGED_KEYS = """
CREATE TABLE judged_keys (
    judgement_id TEXT PRIMARY KEY REFERENCES judgements(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    entity TEXT NOT NULL
) WITHOUT ROWID
"""
"""To which entity a renaming or a splitting off leads: its key is folded in Python, and SQL cannot do that."""

VIEWS = (_HIGHLIGHTS, _CITATIONS, _CLAIMS, _MENTIONS)
