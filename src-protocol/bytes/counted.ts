/** A number with its noun: `1 byte`, `3 bytes`, `0 bytes`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${value} ${value === 1 ? one : many}`;
}
