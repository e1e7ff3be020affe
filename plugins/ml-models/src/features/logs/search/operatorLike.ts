/** In front of a value these would be read as part of the operator, `~` by people. */
export const OPERATOR_LIKE = /^[=<>~]+/;
