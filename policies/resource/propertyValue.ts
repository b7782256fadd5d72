/** A value of a property that is no list and no map. */
export type PropertyValue = string | number | boolean;
