/** What stands in a text for a part of it that is not known: as what is filled in when a program runs. */
export const UNKNOWN_PART = "${unknown}";
