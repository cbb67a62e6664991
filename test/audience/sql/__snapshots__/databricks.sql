-- Databricks: the users of a campaign by what its message can tell apart. A row is a class, users how many it has.
-- a3_2_converts (Expires At): Databricks cannot decide this as the account does, the shape of the value is in its place
-- a4_2_equals (City): undecided for texts with other characters than ASCII, the shape of the value is in its place
-- a5_2_between (Points): undecided for texts such as 1e5 that may be numbers, the shape of the value is in its place
WITH source AS (
  SELECT `Member's "id" \` AS v1,
    `Tier` AS v2,
    `Expires At` AS v3,
    `City` AS v4,
    `Points` AS v5,
    `First Name` AS v6
  FROM crm.users
), kinds AS (
  SELECT *,
    CASE WHEN v1 IS NULL THEN '0'
      WHEN typeof(v1) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v1) IN ('float', 'double') THEN 'f'
      WHEN typeof(v1) LIKE 'decimal(%' THEN CASE WHEN typeof(v1) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v1) = 'boolean' THEN 'b'
      WHEN typeof(v1) LIKE 'array<%' THEN 'l'
      WHEN typeof(v1) LIKE 'map<%' OR typeof(v1) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k1,
    CASE WHEN v2 IS NULL THEN '0'
      WHEN typeof(v2) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v2) IN ('float', 'double') THEN 'f'
      WHEN typeof(v2) LIKE 'decimal(%' THEN CASE WHEN typeof(v2) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v2) = 'boolean' THEN 'b'
      WHEN typeof(v2) LIKE 'array<%' THEN 'l'
      WHEN typeof(v2) LIKE 'map<%' OR typeof(v2) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k2,
    CASE WHEN v3 IS NULL THEN '0'
      WHEN typeof(v3) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v3) IN ('float', 'double') THEN 'f'
      WHEN typeof(v3) LIKE 'decimal(%' THEN CASE WHEN typeof(v3) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v3) = 'boolean' THEN 'b'
      WHEN typeof(v3) LIKE 'array<%' THEN 'l'
      WHEN typeof(v3) LIKE 'map<%' OR typeof(v3) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k3,
    CASE WHEN v4 IS NULL THEN '0'
      WHEN typeof(v4) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v4) IN ('float', 'double') THEN 'f'
      WHEN typeof(v4) LIKE 'decimal(%' THEN CASE WHEN typeof(v4) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v4) = 'boolean' THEN 'b'
      WHEN typeof(v4) LIKE 'array<%' THEN 'l'
      WHEN typeof(v4) LIKE 'map<%' OR typeof(v4) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k4,
    CASE WHEN v5 IS NULL THEN '0'
      WHEN typeof(v5) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v5) IN ('float', 'double') THEN 'f'
      WHEN typeof(v5) LIKE 'decimal(%' THEN CASE WHEN typeof(v5) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v5) = 'boolean' THEN 'b'
      WHEN typeof(v5) LIKE 'array<%' THEN 'l'
      WHEN typeof(v5) LIKE 'map<%' OR typeof(v5) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k5,
    CASE WHEN v6 IS NULL THEN '0'
      WHEN typeof(v6) IN ('tinyint', 'smallint', 'int', 'bigint') THEN 'i'
      WHEN typeof(v6) IN ('float', 'double') THEN 'f'
      WHEN typeof(v6) LIKE 'decimal(%' THEN CASE WHEN typeof(v6) LIKE '%,0)' THEN 'i' ELSE 'f' END
      WHEN typeof(v6) = 'boolean' THEN 'b'
      WHEN typeof(v6) LIKE 'array<%' THEN 'l'
      WHEN typeof(v6) LIKE 'map<%' OR typeof(v6) LIKE 'struct<%' THEN 'm'
      ELSE 't' END AS k6
  FROM source
), parts AS (
  SELECT k1,
    CASE WHEN k1 IN ('t') THEN CAST(v1 AS STRING) END AS t1,
    CASE WHEN k1 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v1 AS STRING) = 'true' THEN 1 WHEN CAST(v1 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v1 AS STRING) AS DOUBLE) END END AS n1,
    CASE WHEN k1 IN ('l', 'm') THEN CASE WHEN CAST(v1 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s1,
    k2,
    CASE WHEN k2 IN ('t') THEN CAST(v2 AS STRING) END AS t2,
    CASE WHEN k2 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v2 AS STRING) = 'true' THEN 1 WHEN CAST(v2 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v2 AS STRING) AS DOUBLE) END END AS n2,
    CASE WHEN k2 IN ('l', 'm') THEN CASE WHEN CAST(v2 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s2,
    k3,
    CASE WHEN k3 IN ('t') THEN CAST(v3 AS STRING) END AS t3,
    CASE WHEN k3 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v3 AS STRING) = 'true' THEN 1 WHEN CAST(v3 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v3 AS STRING) AS DOUBLE) END END AS n3,
    CASE WHEN k3 IN ('l', 'm') THEN CASE WHEN CAST(v3 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s3,
    k4,
    CASE WHEN k4 IN ('t') THEN CAST(v4 AS STRING) END AS t4,
    CASE WHEN k4 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v4 AS STRING) = 'true' THEN 1 WHEN CAST(v4 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v4 AS STRING) AS DOUBLE) END END AS n4,
    CASE WHEN k4 IN ('l', 'm') THEN CASE WHEN CAST(v4 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s4,
    k5,
    CASE WHEN k5 IN ('t') THEN CAST(v5 AS STRING) END AS t5,
    CASE WHEN k5 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v5 AS STRING) = 'true' THEN 1 WHEN CAST(v5 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v5 AS STRING) AS DOUBLE) END END AS n5,
    CASE WHEN k5 IN ('l', 'm') THEN CASE WHEN CAST(v5 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s5,
    k6,
    CASE WHEN k6 IN ('t') THEN CAST(v6 AS STRING) END AS t6,
    CASE WHEN k6 IN ('i', 'f', 'b') THEN CASE WHEN CAST(v6 AS STRING) = 'true' THEN 1 WHEN CAST(v6 AS STRING) = 'false' THEN 0 ELSE try_cast(CAST(v6 AS STRING) AS DOUBLE) END END AS n6,
    CASE WHEN k6 IN ('l', 'm') THEN CASE WHEN CAST(v6 AS STRING) IN ('[]', '{}') THEN 0 ELSE 1 END END AS s6
  FROM kinds
), features AS (
  SELECT CASE k1 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t1 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t1) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n1 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n1 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n1 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s1 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s1 = 0 THEN '13' ELSE '14' END END AS a1_1_presence,
    CASE k2 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t2 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t2) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n2 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n2 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n2 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s2 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s2 = 0 THEN '13' ELSE '14' END END AS a2_1_presence,
    CASE WHEN k2 NOT IN ('0', '1', 't') THEN concat('~', CASE WHEN k2 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t2, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k2 IN ('i', 'f') THEN CASE WHEN n2 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN k2 = 't' AND trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t2) IN ('gold', 'silver') THEN '1' ELSE '0' END END AS a2_2_converts,
    CASE k3 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t3 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t3) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n3 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n3 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n3 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s3 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s3 = 0 THEN '13' ELSE '14' END END AS a3_1_presence,
    CASE WHEN k3 NOT IN ('0', '1', 't') OR trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t3) <> '' THEN concat('~', CASE WHEN k3 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t3, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k3 IN ('i', 'f') THEN CASE WHEN n3 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE '0' END AS a3_2_converts,
    CASE k4 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t4 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t4) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n4 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n4 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n4 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s4 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s4 = 0 THEN '13' ELSE '14' END END AS a4_1_presence,
    CASE WHEN (octet_length(t4) <> char_length(t4) OR instr(t4, '\u0000') > 0) THEN concat('~', CASE WHEN k4 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t4, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k4 IN ('i', 'f') THEN CASE WHEN n4 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN lower(t4) = 'k\u00f6ln' THEN '1' ELSE '0' END END AS a4_2_equals,
    CASE k5 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t5 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t5) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n5 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n5 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n5 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s5 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s5 = 0 THEN '13' ELSE '14' END END AS a5_1_presence,
    CASE WHEN (octet_length(t5) <> char_length(t5) OR instr(t5, '\u0000') > 0) OR ((translate(t5, '0123456789', '') <> t5 OR lower(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) IN ('inf', '+inf', '-inf', 'infinity', '+infinity', '-infinity', 'nan', '+nan', '-nan')) AND NOT (regexp_like(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5), concat('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND char_length(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) <= 300)) THEN concat('~', CASE WHEN k5 = 't' THEN substr(regexp_replace(regexp_replace(regexp_replace(regexp_replace(t5, '[^\u0001-\u007f]+', '\u00a4'), '[A-Za-z]+', 'a'), '[0-9]+', '9'), '[ \u0009\u000d\u000a]+', ' '), 1, 40) WHEN k5 IN ('i', 'f') THEN CASE WHEN n5 < 0 THEN '-9' ELSE '9' END ELSE '' END) ELSE CASE WHEN COALESCE(n5, CASE WHEN regexp_like(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5), concat('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND char_length(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) <= 300 THEN try_cast(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5) AS DOUBLE) END) IS NULL OR isnan(COALESCE(n5, CASE WHEN regexp_like(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5), concat('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND char_length(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) <= 300 THEN try_cast(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5) AS DOUBLE) END)) THEN '0' WHEN COALESCE(n5, CASE WHEN regexp_like(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5), concat('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND char_length(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) <= 300 THEN try_cast(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5) AS DOUBLE) END) < 100.0 THEN '1' WHEN COALESCE(n5, CASE WHEN regexp_like(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5), concat('^(?:', '[-+]?[0-9]+([.][0-9]+)?', ')$')) AND char_length(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5)) <= 300 THEN try_cast(trim(BOTH ' \u0009\u000a\u000b\u000c\u000d' FROM t5) AS DOUBLE) END) = 100.0 THEN '2' ELSE '3' END END AS a5_2_between,
    CASE k6 WHEN '0' THEN '0' WHEN '1' THEN '1'
      WHEN 't' THEN CASE WHEN t6 = '' THEN '2' WHEN trim(BOTH '\u0009\u000a\u000b\u000c\u000d\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000' FROM t6) = '' THEN '3' ELSE '4' END
      WHEN 'i' THEN CASE WHEN n6 = 0 THEN '5' ELSE '6' END
      WHEN 'f' THEN CASE WHEN n6 = 0 THEN '7' ELSE '8' END
      WHEN 'b' THEN CASE WHEN n6 = 0 THEN '9' ELSE '10' END
      WHEN 'l' THEN CASE WHEN s6 = 0 THEN '11' ELSE '12' END
      ELSE CASE WHEN s6 = 0 THEN '13' ELSE '14' END END AS a6_1_presence,
    CASE WHEN translate(t6, '<>', '') <> t6 THEN '1' ELSE '0' END AS a6_2_has,
    CASE WHEN instr(t6, 'MOE_NOT_SEND') > 0 THEN '1' ELSE '0' END AS a6_3_contains
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
