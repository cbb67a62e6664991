-- PostgreSQL: the users of a campaign by what its message can tell apart. A row is a class, users how many it has.
-- a3_2_converts (Expires At): PostgreSQL cannot decide this as the account does, the shape of the value is in its place
-- a4_2_equals (City): undecided for texts with other characters than ASCII, the shape of the value is in its place
-- a5_2_between (Points): undecided for texts such as 1e5 that may be numbers, the shape of the value is in its place
WITH source AS (
  SELECT "Member's ""id"" \" AS v1,
    "Tier" AS v2,
    "Expires At" AS v3,
    "City" AS v4,
    "Points" AS v5,
    "First Name" AS v6
  FROM "crm"."users" OFFSET 0
), kinds AS (
  SELECT *,
    CASE WHEN v1 IS NULL THEN '0'
      WHEN pg_typeof(v1)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v1)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v1)::text = 'numeric' THEN CASE WHEN v1::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v1)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v1)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v1)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v1::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v1)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v1)) = 'object' THEN 'm'
      ELSE 't' END AS k1,
    CASE WHEN v2 IS NULL THEN '0'
      WHEN pg_typeof(v2)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v2)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v2)::text = 'numeric' THEN CASE WHEN v2::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v2)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v2)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v2)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v2::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v2)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v2)) = 'object' THEN 'm'
      ELSE 't' END AS k2,
    CASE WHEN v3 IS NULL THEN '0'
      WHEN pg_typeof(v3)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v3)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v3)::text = 'numeric' THEN CASE WHEN v3::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v3)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v3)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v3)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v3::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v3)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v3)) = 'object' THEN 'm'
      ELSE 't' END AS k3,
    CASE WHEN v4 IS NULL THEN '0'
      WHEN pg_typeof(v4)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v4)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v4)::text = 'numeric' THEN CASE WHEN v4::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v4)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v4)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v4)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v4::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v4)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v4)) = 'object' THEN 'm'
      ELSE 't' END AS k4,
    CASE WHEN v5 IS NULL THEN '0'
      WHEN pg_typeof(v5)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v5)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v5)::text = 'numeric' THEN CASE WHEN v5::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v5)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v5)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v5)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v5::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v5)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v5)) = 'object' THEN 'm'
      ELSE 't' END AS k5,
    CASE WHEN v6 IS NULL THEN '0'
      WHEN pg_typeof(v6)::text IN ('smallint', 'integer', 'bigint') THEN 'i'
      WHEN pg_typeof(v6)::text IN ('real', 'double precision') THEN 'f'
      WHEN pg_typeof(v6)::text = 'numeric' THEN CASE WHEN v6::text ~ '[.a]' THEN 'f' ELSE 'i' END
      WHEN pg_typeof(v6)::text = 'boolean' THEN 'b'
      WHEN pg_typeof(v6)::text IN ('json', 'jsonb') THEN CASE jsonb_typeof(to_jsonb(v6)) WHEN 'null' THEN '1' WHEN 'string' THEN 't' WHEN 'boolean' THEN 'b'
        WHEN 'array' THEN 'l' WHEN 'object' THEN 'm' ELSE CASE WHEN v6::text ~ '[.eE]' THEN 'f' ELSE 'i' END END
      WHEN jsonb_typeof(to_jsonb(v6)) = 'array' THEN 'l'
      WHEN jsonb_typeof(to_jsonb(v6)) = 'object' THEN 'm'
      ELSE 't' END AS k6
  FROM source OFFSET 0
), parts AS (
  SELECT k1,
    CASE WHEN k1 IN ('t') THEN CASE WHEN pg_typeof(v1)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v1)) = 'string' THEN to_jsonb(v1) #>> '{}' END ELSE v1::text END COLLATE "C" END AS t1,
    CASE WHEN k1 IN ('i', 'f', 'b') THEN CASE WHEN v1::text IN ('true', 'false') THEN CASE WHEN v1::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v1)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v1::text::double precision
      WHEN pg_typeof(v1)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v1)) = 'number' AND char_length(v1::text) <= 300 THEN v1::text::double precision END END AS n1,
    CASE WHEN k1 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v1)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v1))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v1))) END END AS s1,
    k2,
    CASE WHEN k2 IN ('t') THEN CASE WHEN pg_typeof(v2)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v2)) = 'string' THEN to_jsonb(v2) #>> '{}' END ELSE v2::text END COLLATE "C" END AS t2,
    CASE WHEN k2 IN ('i', 'f', 'b') THEN CASE WHEN v2::text IN ('true', 'false') THEN CASE WHEN v2::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v2)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v2::text::double precision
      WHEN pg_typeof(v2)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v2)) = 'number' AND char_length(v2::text) <= 300 THEN v2::text::double precision END END AS n2,
    CASE WHEN k2 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v2)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v2))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v2))) END END AS s2,
    k3,
    CASE WHEN k3 IN ('t') THEN CASE WHEN pg_typeof(v3)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v3)) = 'string' THEN to_jsonb(v3) #>> '{}' END ELSE v3::text END COLLATE "C" END AS t3,
    CASE WHEN k3 IN ('i', 'f', 'b') THEN CASE WHEN v3::text IN ('true', 'false') THEN CASE WHEN v3::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v3)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v3::text::double precision
      WHEN pg_typeof(v3)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v3)) = 'number' AND char_length(v3::text) <= 300 THEN v3::text::double precision END END AS n3,
    CASE WHEN k3 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v3)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v3))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v3))) END END AS s3,
    k4,
    CASE WHEN k4 IN ('t') THEN CASE WHEN pg_typeof(v4)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v4)) = 'string' THEN to_jsonb(v4) #>> '{}' END ELSE v4::text END COLLATE "C" END AS t4,
    CASE WHEN k4 IN ('i', 'f', 'b') THEN CASE WHEN v4::text IN ('true', 'false') THEN CASE WHEN v4::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v4)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v4::text::double precision
      WHEN pg_typeof(v4)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v4)) = 'number' AND char_length(v4::text) <= 300 THEN v4::text::double precision END END AS n4,
    CASE WHEN k4 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v4)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v4))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v4))) END END AS s4,
    k5,
    CASE WHEN k5 IN ('t') THEN CASE WHEN pg_typeof(v5)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v5)) = 'string' THEN to_jsonb(v5) #>> '{}' END ELSE v5::text END COLLATE "C" END AS t5,
    CASE WHEN k5 IN ('i', 'f', 'b') THEN CASE WHEN v5::text IN ('true', 'false') THEN CASE WHEN v5::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v5)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v5::text::double precision
      WHEN pg_typeof(v5)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v5)) = 'number' AND char_length(v5::text) <= 300 THEN v5::text::double precision END END AS n5,
    CASE WHEN k5 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v5)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v5))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v5))) END END AS s5,
    k6,
    CASE WHEN k6 IN ('t') THEN CASE WHEN pg_typeof(v6)::text IN ('json', 'jsonb') THEN CASE WHEN jsonb_typeof(to_jsonb(v6)) = 'string' THEN to_jsonb(v6) #>> '{}' END ELSE v6::text END COLLATE "C" END AS t6,
    CASE WHEN k6 IN ('i', 'f', 'b') THEN CASE WHEN v6::text IN ('true', 'false') THEN CASE WHEN v6::text = 'true' THEN 1 ELSE 0 END
      WHEN pg_typeof(v6)::text IN ('smallint', 'integer', 'bigint', 'real', 'double precision', 'numeric') THEN v6::text::double precision
      WHEN pg_typeof(v6)::text IN ('json', 'jsonb') AND jsonb_typeof(to_jsonb(v6)) = 'number' AND char_length(v6::text) <= 300 THEN v6::text::double precision END END AS n6,
    CASE WHEN k6 IN ('l', 'm') THEN CASE jsonb_typeof(to_jsonb(v6)) WHEN 'array' THEN jsonb_array_length(to_jsonb(v6))
      WHEN 'object' THEN (SELECT count(*) FROM jsonb_object_keys(to_jsonb(v6))) END END AS s6
  FROM kinds OFFSET 0
), features AS (
  SELECT CASE k1 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t1 = '' THEN '2' WHEN btrim(t1, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n1 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n1 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n1 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s1 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s1 = 0 THEN '13' ELSE '14' END END AS a1_1_presence,
    CASE k2 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t2 = '' THEN '2' WHEN btrim(t2, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n2 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n2 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n2 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s2 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s2 = 0 THEN '13' ELSE '14' END END AS a2_1_presence,
    CASE WHEN k2 NOT IN ('0', '1', 't') THEN concat('~', CASE WHEN k2 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t2, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k2 IN ('i', 'f') THEN CASE WHEN n2 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN k2 = 't' AND btrim(t2, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) IN ('gold', 'silver') THEN '1' ELSE '0' END END AS a2_2_converts,
    CASE k3 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t3 = '' THEN '2' WHEN btrim(t3, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n3 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n3 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n3 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s3 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s3 = 0 THEN '13' ELSE '14' END END AS a3_1_presence,
    CASE WHEN k3 NOT IN ('0', '1', 't') OR btrim(t3, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) <> '' THEN concat('~', CASE WHEN k3 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t3, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k3 IN ('i', 'f') THEN CASE WHEN n3 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE '0' END AS a3_2_converts,
    CASE k4 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t4 = '' THEN '2' WHEN btrim(t4, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n4 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n4 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n4 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s4 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s4 = 0 THEN '13' ELSE '14' END END AS a4_1_presence,
    CASE WHEN octet_length(t4) <> char_length(t4) THEN concat('~', CASE WHEN k4 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t4, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k4 IN ('i', 'f') THEN CASE WHEN n4 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN lower(t4) = ('k' || chr(246) || 'ln') THEN '1' ELSE '0' END END AS a4_2_equals,
    CASE k5 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t5 = '' THEN '2' WHEN btrim(t5, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n5 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n5 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n5 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s5 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s5 = 0 THEN '13' ELSE '14' END END AS a5_1_presence,
    CASE WHEN octet_length(t5) <> char_length(t5) OR ((translate(t5, '0123456789', '') <> t5 OR lower(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) IN ('inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', 'nan', '+nan', '-nan')) AND NOT (btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) ~ ('^(?:' || '[-+]?[0-9]+([.][0-9]+)?' || ')$') AND char_length(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300)) THEN concat('~', CASE WHEN k5 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t5, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k5 IN ('i', 'f') THEN CASE WHEN n5 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN COALESCE(n5, CASE WHEN btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) ~ ('^(?:' || '[-+]?[0-9]+([.][0-9]+)?' || ')$') AND char_length(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN CAST(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS double precision) END) IS NULL OR COALESCE(n5, CASE WHEN btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) ~ ('^(?:' || '[-+]?[0-9]+([.][0-9]+)?' || ')$') AND char_length(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN CAST(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS double precision) END) = 'NaN'::double precision THEN '0' WHEN COALESCE(n5, CASE WHEN btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) ~ ('^(?:' || '[-+]?[0-9]+([.][0-9]+)?' || ')$') AND char_length(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN CAST(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS double precision) END) < 100.0 THEN '1' WHEN COALESCE(n5, CASE WHEN btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) ~ ('^(?:' || '[-+]?[0-9]+([.][0-9]+)?' || ')$') AND char_length(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN CAST(btrim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS double precision) END) = 100.0 THEN '2' ELSE '3' END END AS a5_2_between,
    CASE k6 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t6 = '' THEN '2' WHEN btrim(t6, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n6 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n6 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n6 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s6 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s6 = 0 THEN '13' ELSE '14' END END AS a6_1_presence,
    CASE WHEN translate(t6, '<>', '') <> t6 THEN '1' ELSE '0' END AS a6_2_has,
    CASE WHEN strpos(t6, 'MOE_NOT_SEND') > 0 THEN '1' ELSE '0' END AS a6_3_contains
  FROM parts OFFSET 0
)
SELECT '1-a72cda29' AS smartpass,
  a1_1_presence,
  a2_1_presence,
  a2_2_converts,
  a3_1_presence,
  a3_2_converts,
  a4_1_presence,
  a4_2_equals,
  a5_1_presence,
  a5_2_between,
  a6_1_presence,
  a6_2_has,
  a6_3_contains,
  count(*) AS users
FROM features
GROUP BY a1_1_presence, a2_1_presence, a2_2_converts, a3_1_presence, a3_2_converts, a4_1_presence, a4_2_equals, a5_1_presence, a5_2_between, a6_1_presence, a6_2_has, a6_3_contains
ORDER BY users DESC;
