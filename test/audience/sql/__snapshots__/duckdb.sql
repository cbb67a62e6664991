-- DuckDB: the users of a campaign by what its message can tell apart. A row is a class, users how many it has.
-- a3_2_converts (Expires At): DuckDB cannot decide this as the account does, the shape of the value is in its place
-- a4_2_equals (City): undecided for texts with other characters than ASCII, the shape of the value is in its place
-- a5_2_between (Points): undecided for texts such as 1e5 that may be numbers, the shape of the value is in its place
WITH source AS (
  SELECT "Member's ""id"" \" AS v1,
    "Tier" AS v2,
    "Expires At" AS v3,
    "City" AS v4,
    "Points" AS v5,
    "First Name" AS v6
  FROM "crm"."users"
), kinds AS (
  SELECT *,
    CASE WHEN v1 IS NULL THEN '0'
      WHEN typeof(v1) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v1) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v1) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v1) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v1) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v1) = 'JSON' THEN CASE json_type(to_json(v1)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v1 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v1) LIKE '%]' THEN 'l'
      WHEN typeof(v1) LIKE 'STRUCT(%' OR typeof(v1) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k1,
    CASE WHEN v2 IS NULL THEN '0'
      WHEN typeof(v2) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v2) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v2) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v2) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v2) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v2) = 'JSON' THEN CASE json_type(to_json(v2)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v2 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v2) LIKE '%]' THEN 'l'
      WHEN typeof(v2) LIKE 'STRUCT(%' OR typeof(v2) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k2,
    CASE WHEN v3 IS NULL THEN '0'
      WHEN typeof(v3) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v3) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v3) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v3) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v3) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v3) = 'JSON' THEN CASE json_type(to_json(v3)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v3 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v3) LIKE '%]' THEN 'l'
      WHEN typeof(v3) LIKE 'STRUCT(%' OR typeof(v3) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k3,
    CASE WHEN v4 IS NULL THEN '0'
      WHEN typeof(v4) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v4) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v4) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v4) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v4) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v4) = 'JSON' THEN CASE json_type(to_json(v4)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v4 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v4) LIKE '%]' THEN 'l'
      WHEN typeof(v4) LIKE 'STRUCT(%' OR typeof(v4) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k4,
    CASE WHEN v5 IS NULL THEN '0'
      WHEN typeof(v5) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v5) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v5) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v5) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v5) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v5) = 'JSON' THEN CASE json_type(to_json(v5)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v5 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v5) LIKE '%]' THEN 'l'
      WHEN typeof(v5) LIKE 'STRUCT(%' OR typeof(v5) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k5,
    CASE WHEN v6 IS NULL THEN '0'
      WHEN typeof(v6) IN ('TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT', 'BIGNUM', 'VARINT') THEN 'i'
      WHEN typeof(v6) IN ('FLOAT', 'DOUBLE') THEN 'f'
      WHEN typeof(v6) LIKE 'DECIMAL(%' THEN CASE WHEN typeof(v6) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v6) = 'BOOLEAN' THEN 'b'
      WHEN typeof(v6) = 'JSON' THEN CASE json_type(to_json(v6)) WHEN 'NULL' THEN '1' WHEN 'VARCHAR' THEN 't' WHEN 'BOOLEAN' THEN 'b'
        WHEN 'ARRAY' THEN 'l' WHEN 'OBJECT' THEN 'm' ELSE CASE WHEN regexp_matches(CAST(v6 AS VARCHAR), '[.eE]') THEN 'f' ELSE 'i' END END
      WHEN typeof(v6) LIKE '%]' THEN 'l'
      WHEN typeof(v6) LIKE 'STRUCT(%' OR typeof(v6) LIKE 'MAP(%' THEN 'm'
      ELSE 't' END AS k6
  FROM source
), parts AS (
  SELECT k1,
    CASE WHEN k1 IN ('t') THEN CASE WHEN typeof(v1) = 'JSON' THEN CASE WHEN json_type(to_json(v1)) = 'VARCHAR' THEN to_json(v1)->>'$' END ELSE CAST(v1 AS VARCHAR) END END AS t1,
    CASE WHEN k1 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v1 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v1 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v1 AS VARCHAR) AS DOUBLE) END END AS n1,
    CASE WHEN k1 IN ('l', 'm') THEN CASE json_type(to_json(v1)) WHEN 'ARRAY' THEN json_array_length(to_json(v1)) WHEN 'OBJECT' THEN len(json_keys(to_json(v1))) END END AS s1,
    k2,
    CASE WHEN k2 IN ('t') THEN CASE WHEN typeof(v2) = 'JSON' THEN CASE WHEN json_type(to_json(v2)) = 'VARCHAR' THEN to_json(v2)->>'$' END ELSE CAST(v2 AS VARCHAR) END END AS t2,
    CASE WHEN k2 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v2 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v2 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v2 AS VARCHAR) AS DOUBLE) END END AS n2,
    CASE WHEN k2 IN ('l', 'm') THEN CASE json_type(to_json(v2)) WHEN 'ARRAY' THEN json_array_length(to_json(v2)) WHEN 'OBJECT' THEN len(json_keys(to_json(v2))) END END AS s2,
    k3,
    CASE WHEN k3 IN ('t') THEN CASE WHEN typeof(v3) = 'JSON' THEN CASE WHEN json_type(to_json(v3)) = 'VARCHAR' THEN to_json(v3)->>'$' END ELSE CAST(v3 AS VARCHAR) END END AS t3,
    CASE WHEN k3 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v3 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v3 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v3 AS VARCHAR) AS DOUBLE) END END AS n3,
    CASE WHEN k3 IN ('l', 'm') THEN CASE json_type(to_json(v3)) WHEN 'ARRAY' THEN json_array_length(to_json(v3)) WHEN 'OBJECT' THEN len(json_keys(to_json(v3))) END END AS s3,
    k4,
    CASE WHEN k4 IN ('t') THEN CASE WHEN typeof(v4) = 'JSON' THEN CASE WHEN json_type(to_json(v4)) = 'VARCHAR' THEN to_json(v4)->>'$' END ELSE CAST(v4 AS VARCHAR) END END AS t4,
    CASE WHEN k4 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v4 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v4 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v4 AS VARCHAR) AS DOUBLE) END END AS n4,
    CASE WHEN k4 IN ('l', 'm') THEN CASE json_type(to_json(v4)) WHEN 'ARRAY' THEN json_array_length(to_json(v4)) WHEN 'OBJECT' THEN len(json_keys(to_json(v4))) END END AS s4,
    k5,
    CASE WHEN k5 IN ('t') THEN CASE WHEN typeof(v5) = 'JSON' THEN CASE WHEN json_type(to_json(v5)) = 'VARCHAR' THEN to_json(v5)->>'$' END ELSE CAST(v5 AS VARCHAR) END END AS t5,
    CASE WHEN k5 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v5 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v5 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v5 AS VARCHAR) AS DOUBLE) END END AS n5,
    CASE WHEN k5 IN ('l', 'm') THEN CASE json_type(to_json(v5)) WHEN 'ARRAY' THEN json_array_length(to_json(v5)) WHEN 'OBJECT' THEN len(json_keys(to_json(v5))) END END AS s5,
    k6,
    CASE WHEN k6 IN ('t') THEN CASE WHEN typeof(v6) = 'JSON' THEN CASE WHEN json_type(to_json(v6)) = 'VARCHAR' THEN to_json(v6)->>'$' END ELSE CAST(v6 AS VARCHAR) END END AS t6,
    CASE WHEN k6 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v6 AS VARCHAR) = 'true' THEN 1 WHEN CAST(v6 AS VARCHAR) = 'false' THEN 0 ELSE TRY_CAST(CAST(v6 AS VARCHAR) AS DOUBLE) END END AS n6,
    CASE WHEN k6 IN ('l', 'm') THEN CASE json_type(to_json(v6)) WHEN 'ARRAY' THEN json_array_length(to_json(v6)) WHEN 'OBJECT' THEN len(json_keys(to_json(v6))) END END AS s6
  FROM kinds
), features AS (
  SELECT CASE k1 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t1 = '' THEN '2' WHEN trim(t1, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n1 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n1 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n1 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s1 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s1 = 0 THEN '13' ELSE '14' END END AS a1_1_presence,
    CASE k2 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t2 = '' THEN '2' WHEN trim(t2, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n2 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n2 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n2 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s2 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s2 = 0 THEN '13' ELSE '14' END END AS a2_1_presence,
    CASE WHEN k2 NOT IN ('0', '1', 't') THEN concat('~', CASE WHEN k2 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t2, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k2 IN ('i', 'f') THEN CASE WHEN n2 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN k2 = 't' AND trim(t2, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) IN ('gold', 'silver') THEN '1' ELSE '0' END END AS a2_2_converts,
    CASE k3 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t3 = '' THEN '2' WHEN trim(t3, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n3 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n3 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n3 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s3 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s3 = 0 THEN '13' ELSE '14' END END AS a3_1_presence,
    CASE WHEN k3 NOT IN ('0', '1', 't') OR trim(t3, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) <> '' THEN concat('~', CASE WHEN k3 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t3, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k3 IN ('i', 'f') THEN CASE WHEN n3 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE '0' END AS a3_2_converts,
    CASE k4 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t4 = '' THEN '2' WHEN trim(t4, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n4 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n4 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n4 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s4 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s4 = 0 THEN '13' ELSE '14' END END AS a4_1_presence,
    CASE WHEN (strlen(t4) <> length(t4) OR contains(t4, chr(0))) THEN concat('~', CASE WHEN k4 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t4, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k4 IN ('i', 'f') THEN CASE WHEN n4 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN lower(t4) = ('k' || chr(246) || 'ln') THEN '1' ELSE '0' END END AS a4_2_equals,
    CASE k5 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t5 = '' THEN '2' WHEN trim(t5, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n5 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n5 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n5 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s5 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s5 = 0 THEN '13' ELSE '14' END END AS a5_1_presence,
    CASE WHEN (strlen(t5) <> length(t5) OR contains(t5, chr(0))) OR ((translate(t5, '0123456789', '') <> t5 OR lower(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) IN ('inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', 'nan', '+nan', '-nan')) AND NOT (regexp_full_match(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))), '[-+]?[0-9]+([.][0-9]+)?') AND length(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300)) THEN concat('~', CASE WHEN k5 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t5, ('[^' || chr(1) || '-' || chr(127) || ']+'), chr(164), 'g'), '[A-Za-z]+', 'a', 'g'), '[0-9]+', '9', 'g'), ('[ ' || chr(9) || chr(13) || chr(10) || ']+'), ' ', 'g'), 1, 40) WHEN k5 IN ('i', 'f') THEN CASE WHEN n5 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN COALESCE(n5, CASE WHEN regexp_full_match(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))), '[-+]?[0-9]+([.][0-9]+)?') AND length(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN TRY_CAST(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS DOUBLE) END) IS NULL OR isnan(COALESCE(n5, CASE WHEN regexp_full_match(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))), '[-+]?[0-9]+([.][0-9]+)?') AND length(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN TRY_CAST(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS DOUBLE) END)) THEN '0' WHEN COALESCE(n5, CASE WHEN regexp_full_match(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))), '[-+]?[0-9]+([.][0-9]+)?') AND length(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN TRY_CAST(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS DOUBLE) END) < 100.0 THEN '1' WHEN COALESCE(n5, CASE WHEN regexp_full_match(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))), '[-+]?[0-9]+([.][0-9]+)?') AND length(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13)))) <= 300 THEN TRY_CAST(trim(t5, (' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13))) AS DOUBLE) END) = 100.0 THEN '2' ELSE '3' END END AS a5_2_between,
    CASE k6 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t6 = '' THEN '2' WHEN trim(t6, (chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(28) || chr(29) || chr(30) || chr(31) || ' ' || chr(133) || chr(160) || chr(5760) || chr(8192) || chr(8193) || chr(8194) || chr(8195) || chr(8196) || chr(8197) || chr(8198) || chr(8199) || chr(8200) || chr(8201) || chr(8202) || chr(8232) || chr(8233) || chr(8239) || chr(8287) || chr(12288))) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n6 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n6 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n6 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s6 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s6 = 0 THEN '13' ELSE '14' END END AS a6_1_presence,
    CASE WHEN translate(t6, '<>', '') <> t6 THEN '1' ELSE '0' END AS a6_2_has,
    CASE WHEN contains(t6, 'MOE_NOT_SEND') THEN '1' ELSE '0' END AS a6_3_contains
  FROM parts
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
