/**
 * Words of English that German does not have too (as it has "in", "an", "also", "war", "die", "Name", "Status"): the small ones that
 * no sentence is without, and what this product speaks of.
 */
export const ENGLISH_WORD =
  /(?<!\p{L})(?:the|and|or|of|to|is|are|be|been|with|without|which|what|where|when|who|whose|that|this|these|those|it|its|not|no|none|nothing|from|for|by|if|than|then|there|here|only|every|each|any|has|have|had|does|do|can|cannot|could|would|should|must|may|at|on|as|into|out|up|under|before|after|while|key|keys|secret|secrets|vault|role|roles|file|folder|read|written|asked|asks|opens|open|shown|found|made|held|works|working|missing|limited|unknown|active|expired|revoked|expiring|revoking|unresolved|urgent|soon|accepted|refused|unreachable|allowed|never|other|another|one|two|your|you|their|they|were|changed|unchanged|nobody|since|first|newest|oldest)(?!\p{L})/giu;
