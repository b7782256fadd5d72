/** The compact table of prices, as the package ships it and `slipway prices refresh` writes it. */
export interface PriceFile {
  /** Day of the newest price, such as `2026-10-09`. */
  date: string;
  /** Where the prices come from, for people. */
  source: string;
  currency: "USD";
  /** When Fargate Spot's prices, which float, were read. */
  spotDate: string;
  /** Names of the prices, in the order of each region's list. */
  items: string[];
  /** For each region its prices; `null` for one that is not known. */
  regions: Record<string, (number | null)[]>;
  /** Prices that are the same everywhere, by name. */
  everywhere: Record<string, number>;
}

/** Prices of one table. */
export class PriceTable {
  private readonly columns: Map<string, number>;

  constructor(private readonly file: PriceFile) {
    this.columns = new Map(file.items.map((name, i) => [name, i]));
  }

  /** Day of the newest price. */
  get date(): string {
    return this.file.date;
  }

  /** When Fargate Spot's prices were read. */
  get spotDate(): string {
    return this.file.spotDate;
  }

  /** Whether the table has any price of a region. */
  hasRegion(region: string): boolean {
    return Object.hasOwn(this.file.regions, region);
  }

  /** A price in US dollars; nothing where the table has none: it is never 0 for that. */
  find(region: string, item: string): number | undefined {
    if (Object.hasOwn(this.file.everywhere, item)) return this.file.everywhere[item];
    const column = this.columns.get(item);
    if (column === undefined || !this.hasRegion(region)) return undefined;
    return this.file.regions[region]?.[column] ?? undefined;
  }
}
