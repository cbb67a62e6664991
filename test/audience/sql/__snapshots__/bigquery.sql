-- BigQuery: the users of a campaign by what its message can tell apart. A row is a class, users how many it has.
-- a3_2_converts (Expires At): BigQuery cannot decide this as the account does, the shape of the value is in its place
-- a4_2_equals (City): undecided for texts with other characters than ASCII, the shape of the value is in its place
-- a5_2_between (Points): undecided for texts such as 1e5 that may be numbers, the shape of the value is in its place
WITH source AS (
  SELECT `Member's "id" \\` AS v1,
    `Tier` AS v2,
    `Expires At` AS v3,
    `City` AS v4,
    `Points` AS v5,
    `First Name` AS v6
  FROM `crm.users`
), kinds AS (
  SELECT *,
    CASE WHEN v1 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v1), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v1)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v1), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v1), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v1), r'[.]'), 'f', 'i'), 't') END END AS k1,
    CASE WHEN v2 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v2), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v2)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v2), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v2), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v2), r'[.]'), 'f', 'i'), 't') END END AS k2,
    CASE WHEN v3 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v3), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v3)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v3), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v3), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v3), r'[.]'), 'f', 'i'), 't') END END AS k3,
    CASE WHEN v4 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v4), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v4)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v4), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v4), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v4), r'[.]'), 'f', 'i'), 't') END END AS k4,
    CASE WHEN v5 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v5), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v5)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v5), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v5), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v5), r'[.]'), 'f', 'i'), 't') END END AS k5,
    CASE WHEN v6 IS NULL THEN '0'
      WHEN STARTS_WITH(FORMAT('%T', v6), 'CAST(') THEN 'f'
      ELSE CASE JSON_TYPE(TO_JSON(v6)) WHEN 'null' THEN '1' WHEN 'boolean' THEN 'b' WHEN 'array' THEN 'l' WHEN 'object' THEN 'm'
        WHEN 'number' THEN IF(REGEXP_CONTAINS(FORMAT('%T', v6), r'[.]|[0-9][eE]'), 'f', 'i')
        ELSE IF(REGEXP_CONTAINS(FORMAT('%T', v6), r'^(BIG)?NUMERIC '), IF(REGEXP_CONTAINS(FORMAT('%T', v6), r'[.]'), 'f', 'i'), 't') END END AS k6
  FROM source
), parts AS (
  SELECT k1,
    CASE WHEN k1 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v1)), '') END AS t1,
    CASE WHEN k1 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v1)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v1)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v1)) AS FLOAT64) END END AS n1,
    CASE WHEN k1 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v1)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v1))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v1), 1)) END END AS s1,
    k2,
    CASE WHEN k2 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v2)), '') END AS t2,
    CASE WHEN k2 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v2)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v2)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v2)) AS FLOAT64) END END AS n2,
    CASE WHEN k2 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v2)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v2))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v2), 1)) END END AS s2,
    k3,
    CASE WHEN k3 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v3)), '') END AS t3,
    CASE WHEN k3 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v3)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v3)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v3)) AS FLOAT64) END END AS n3,
    CASE WHEN k3 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v3)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v3))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v3), 1)) END END AS s3,
    k4,
    CASE WHEN k4 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v4)), '') END AS t4,
    CASE WHEN k4 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v4)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v4)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v4)) AS FLOAT64) END END AS n4,
    CASE WHEN k4 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v4)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v4))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v4), 1)) END END AS s4,
    k5,
    CASE WHEN k5 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v5)), '') END AS t5,
    CASE WHEN k5 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v5)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v5)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v5)) AS FLOAT64) END END AS n5,
    CASE WHEN k5 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v5)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v5))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v5), 1)) END END AS s5,
    k6,
    CASE WHEN k6 IN ('t') THEN COALESCE(JSON_VALUE(TO_JSON(v6)), '') END AS t6,
    CASE WHEN k6 IN ('i', 'f', 'b') THEN CASE JSON_TYPE(TO_JSON(v6)) WHEN 'boolean' THEN IF(JSON_VALUE(TO_JSON(v6)) = 'true', 1.0, 0.0) ELSE SAFE_CAST(JSON_VALUE(TO_JSON(v6)) AS FLOAT64) END END AS n6,
    CASE WHEN k6 IN ('l', 'm') THEN CASE JSON_TYPE(TO_JSON(v6)) WHEN 'array' THEN ARRAY_LENGTH(JSON_QUERY_ARRAY(TO_JSON(v6))) WHEN 'object' THEN ARRAY_LENGTH(JSON_KEYS(TO_JSON(v6), 1)) END END AS s6
  FROM kinds
), features AS (
  SELECT CASE k1 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t1 = '' THEN '2' WHEN TRIM(t1, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n1 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n1 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n1 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s1 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s1 = 0 THEN '13' ELSE '14' END END AS a1_1_presence,
    CASE k2 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t2 = '' THEN '2' WHEN TRIM(t2, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n2 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n2 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n2 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s2 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s2 = 0 THEN '13' ELSE '14' END END AS a2_1_presence,
    CASE WHEN k2 NOT IN ('0', '1', 't') THEN concat('~', CASE WHEN k2 = 't' THEN substr(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(t2, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k2 IN ('i', 'f') THEN CASE WHEN n2 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN k2 = 't' AND TRIM(t2, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') IN ('gold', 'silver') THEN '1' ELSE '0' END END AS a2_2_converts,
    CASE k3 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t3 = '' THEN '2' WHEN TRIM(t3, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n3 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n3 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n3 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s3 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s3 = 0 THEN '13' ELSE '14' END END AS a3_1_presence,
    CASE WHEN k3 NOT IN ('0', '1', 't') OR TRIM(t3, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') <> '' THEN concat('~', CASE WHEN k3 = 't' THEN substr(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(t3, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k3 IN ('i', 'f') THEN CASE WHEN n3 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE '0' END AS a3_2_converts,
    CASE k4 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t4 = '' THEN '2' WHEN TRIM(t4, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n4 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n4 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n4 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s4 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s4 = 0 THEN '13' ELSE '14' END END AS a4_1_presence,
    CASE WHEN (BYTE_LENGTH(t4) <> CHAR_LENGTH(t4) OR STRPOS(t4, '\u0000') > 0) THEN concat('~', CASE WHEN k4 = 't' THEN substr(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(t4, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k4 IN ('i', 'f') THEN CASE WHEN n4 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN lower(t4) = 'k\u00f6ln' THEN '1' ELSE '0' END END AS a4_2_equals,
    CASE k5 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t5 = '' THEN '2' WHEN TRIM(t5, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n5 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n5 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n5 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s5 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s5 = 0 THEN '13' ELSE '14' END END AS a5_1_presence,
    CASE WHEN (BYTE_LENGTH(t5) <> CHAR_LENGTH(t5) OR STRPOS(t5, '\u0000') > 0) OR ((TRANSLATE(t5, '0123456789', '') <> t5 OR lower(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) IN ('inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', 'nan', '+nan', '-nan')) AND NOT (REGEXP_CONTAINS(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d'), CONCAT('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND CHAR_LENGTH(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) <= 300)) THEN concat('~', CASE WHEN k5 = 't' THEN substr(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(REGEXP_REPLACE(t5, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k5 IN ('i', 'f') THEN CASE WHEN n5 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN COALESCE(n5, CASE WHEN REGEXP_CONTAINS(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d'), CONCAT('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND CHAR_LENGTH(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) <= 300 THEN SAFE_CAST(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d') AS FLOAT64) END) IS NULL OR IS_NAN(COALESCE(n5, CASE WHEN REGEXP_CONTAINS(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d'), CONCAT('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND CHAR_LENGTH(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) <= 300 THEN SAFE_CAST(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d') AS FLOAT64) END)) THEN '0' WHEN COALESCE(n5, CASE WHEN REGEXP_CONTAINS(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d'), CONCAT('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND CHAR_LENGTH(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) <= 300 THEN SAFE_CAST(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d') AS FLOAT64) END) < 100.0 THEN '1' WHEN COALESCE(n5, CASE WHEN REGEXP_CONTAINS(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d'), CONCAT('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND CHAR_LENGTH(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d')) <= 300 THEN SAFE_CAST(TRIM(t5, ' \u0009\u000a\u000b\u000c\u000d') AS FLOAT64) END) = 100.0 THEN '2' ELSE '3' END END AS a5_2_between,
    CASE k6 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t6 = '' THEN '2' WHEN TRIM(t6, '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000') = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n6 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n6 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n6 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s6 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s6 = 0 THEN '13' ELSE '14' END END AS a6_1_presence,
    CASE WHEN TRANSLATE(t6, '<>', '') <> t6 THEN '1' ELSE '0' END AS a6_2_has,
    CASE WHEN STRPOS(t6, 'MOE_NOT_SEND') > 0 THEN '1' ELSE '0' END AS a6_3_contains
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
