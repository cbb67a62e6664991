import { a11yAlt } from './a11y/alt.ts';
import { a11yLang } from './a11y/lang.ts';
import { a11yLinkText } from './a11y/link-text.ts';
import { auxUnguarded } from './aux/unguarded.ts';
import { contentInLoop } from './content/in-loop.ts';
import { contentUnguarded } from './content/unguarded.ts';
import { couponUnguarded } from './coupon/unguarded.ts';
import { dateMinutesForMonth } from './date/minutes-for-month.ts';
import { dateNoDirective } from './date/no-directive.ts';
import { dateUnknownZone } from './date/unknown-zone.ts';
import { dateZoneAndOffset } from './date/zone-and-offset.ts';
import { editorChangesOnSave } from './editor/changes-on-save.ts';
import { editorDoubleQuoteInAttribute } from './editor/double-quote-in-attribute.ts';
import { editorEncodedToken } from './editor/encoded-token.ts';
import { editorEntityFound } from './editor/entity-found.ts';
import { editorEntityRisk } from './editor/entity-risk.ts';
import { editorForInTable } from './editor/for-in-table.ts';
import { editorSmartQuotes } from './editor/smart-quotes.ts';
import { editorSpacesInLink } from './editor/spaces-in-link.ts';
import { htmlUnescaped } from './html/unescaped.ts';
import { jsonBrokenForSome } from './json/broken-for-some.ts';
import { jsonTrailingComma } from './json/trailing-comma.ts';
import { langBracesInTag } from './lang/braces-in-tag.ts';
import { langCommentSwallowsMarkup } from './lang/comment-swallows-markup.ts';
import { langConstantCondition } from './lang/constant-condition.ts';
import { langForeignSyntax } from './lang/foreign-syntax.ts';
import { langInclude } from './lang/include.ts';
import { langRelease } from './lang/release.ts';
import { langSetLostInLoop } from './lang/set-lost-in-loop.ts';
import { langSingleBraces } from './lang/single-braces.ts';
import { langUnusedSet } from './lang/unused-set.ts';
import { linkBrokenForSome } from './link/broken-for-some.ts';
import { linkBroken } from './link/broken.ts';
import { linkNoSignature } from './link/no-signature.ts';
import { linkNoneOnPass } from './link/none-on-pass.ts';
import { linkOtherSignature } from './link/other-signature.ts';
import { linkSharedId } from './link/shared-id.ts';
import { linkStandardBase64 } from './link/standard-base64.ts';
import { linkStrayText } from './link/stray-text.ts';
import { linkTrailingComma } from './link/trailing-comma.ts';
import { linkUnknownField } from './link/unknown-field.ts';
import { mapConstantField } from './map/constant-field.ts';
import { mapDropsUsers } from './map/drops-users.ts';
import { mapUnmappedValue } from './map/unmapped-value.ts';
import { nameDictMethod } from './name/dict-method.ts';
import { nameDotWithSpace } from './name/dot-with-space.ts';
import { nameEventWithoutTrigger } from './name/event-without-trigger.ts';
import { nameLetterCase } from './name/letter-case.ts';
import { nameMoePrefix } from './name/moe-prefix.ts';
import { nameNotInChannel } from './name/not-in-channel.ts';
import { nameReserved } from './name/reserved.ts';
import { nameUnknownAttribute } from './name/unknown-attribute.ts';
import { nameUnknownFilter } from './name/unknown-filter.ts';
import { nameUnknownVariable } from './name/unknown-variable.ts';
import { nullBlankGreeting } from './null/blank-greeting.ts';
import { nullCompareRaises } from './null/compare-raises.ts';
import { nullDateRaises } from './null/date-raises.ts';
import { nullDefaultAfterFilter } from './null/default-after-filter.ts';
import { nullDefaultBindsTighter } from './null/default-binds-tighter.ts';
import { nullDefaultWithoutTrue } from './null/default-without-true.ts';
import { nullFilterRaises } from './null/filter-raises.ts';
import { nullFormatRaises } from './null/format-raises.ts';
import { nullInLink } from './null/in-link.ts';
import { nullInOperand } from './null/in-operand.ts';
import { nullIterates } from './null/iterates.ts';
import { nullJoinedWithPlus } from './null/joined-with-plus.ts';
import { nullNoneInText } from './null/none-in-text.ts';
import { nullPrinted } from './null/printed.ts';
import { nullShortList } from './null/short-list.ts';
import { nullSliceRaises } from './null/slice-raises.ts';
import { productUnguarded } from './product/unguarded.ts';
import { secretLiteral } from './secret/literal.ts';
import { secretPrinted } from './secret/printed.ts';
import { sizeGmailClip } from './size/gmail-clip.ts';
import { sizeLargeTemplate } from './size/large-template.ts';
import { smsPartsOf } from './sms/parts.ts';
import { stopDoublyCounted } from './stop/doubly-counted.ts';
import { stopElifHides } from './stop/elif-hides.ts';
import { stopMisspelt } from './stop/misspelt.ts';
import { stopNoReason } from './stop/no-reason.ts';
import { stopNotLiteral } from './stop/not-literal.ts';
import { stopPrinted } from './stop/printed.ts';
import { stopUnreachable } from './stop/unreachable.ts';
import { typeCompareMixed } from './type/compare-mixed.ts';
import { typeFloatShows } from './type/float-shows.ts';
import { typeMixedList } from './type/mixed-list.ts';
import { typeNumberForText } from './type/number-for-text.ts';
import { typeTextForNumber } from './type/text-for-number.ts';
import { urlDoubleEncoded } from './url/double-encoded.ts';
import { urlUnencoded } from './url/unencoded.ts';
import type { HarmRule, MapRule, Rule, TextRule, ToldRule } from '../rule.ts';

/** The rules about what a value does to a user: a harm is reported by the first that it fits, so the order counts. */
export const HARM_RULES: readonly HarmRule[] = [
  linkBrokenForSome,
  linkNoneOnPass,
  nameDictMethod,
  nullDefaultAfterFilter,
  nullDefaultBindsTighter,
  nullDefaultWithoutTrue,
  nullInLink,
  productUnguarded,
  auxUnguarded,
  couponUnguarded,
  contentUnguarded,
  nullShortList,
  nullJoinedWithPlus,
  nullSliceRaises,
  nullIterates,
  nullInOperand,
  nullCompareRaises,
  nullDateRaises,
  nullFormatRaises,
  nullFilterRaises,
  nullPrinted,
  nullNoneInText,
  nullBlankGreeting,
  typeCompareMixed,
  typeTextForNumber,
  typeNumberForText,
  typeMixedList,
  typeFloatShows,
  jsonBrokenForSome,
  htmlUnescaped,
  urlUnencoded,
  stopDoublyCounted,
];

/** The rules about the text of a template. */
export const TEXT_RULES: readonly TextRule[] = [
  linkBroken,
  stopMisspelt,
  stopElifHides,
  stopNoReason,
  jsonTrailingComma,
  langSetLostInLoop,
  langUnusedSet,
  langConstantCondition,
  langInclude,
  langForeignSyntax,
  contentInLoop,
  secretLiteral,
  secretPrinted,
  urlDoubleEncoded,
  editorSpacesInLink,
  editorForInTable,
  a11yAlt,
  a11yLinkText,
  nameUnknownAttribute,
  nameLetterCase,
  nameDictMethod,
  stopUnreachable,
  langRelease,
  editorEntityRisk,
  editorDoubleQuoteInAttribute,
  editorChangesOnSave,
  dateMinutesForMonth,
  dateNoDirective,
  dateZoneAndOffset,
  dateUnknownZone,
  sizeLargeTemplate,
  sizeGmailClip,
  smsPartsOf,
  a11yLang,
];

/** The rules about what the account and Jinja say anyway: a finding is of the first that it fits. */
export const TOLD_RULES: readonly ToldRule[] = [
  stopMisspelt,
  nameUnknownVariable,
  nameUnknownFilter,
  nameReserved,
  nameMoePrefix,
  nameEventWithoutTrigger,
  nameNotInChannel,
  nameDotWithSpace,
  stopPrinted,
  stopNotLiteral,
  editorSmartQuotes,
  editorEntityFound,
  editorEncodedToken,
  langBracesInTag,
  langSingleBraces,
  langForeignSyntax,
  langCommentSwallowsMarkup,
  linkTrailingComma,
  linkStrayText,
  linkUnknownField,
  linkSharedId,
  linkOtherSignature,
  linkNoSignature,
  linkStandardBase64,
];

/** The rules about field maps. */
export const MAP_RULES: readonly MapRule[] = [mapDropsUsers, mapConstantField, mapUnmappedValue];

/** Every rule. */
export const RULES: readonly Rule[] = [
  ...new Set<Rule>([...HARM_RULES, ...TEXT_RULES, ...TOLD_RULES, ...MAP_RULES]),
];
