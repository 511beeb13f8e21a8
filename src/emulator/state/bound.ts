/** Makes room for one more: whatever is over goes, and the oldest beyond the bound. Both stand first in the map. */
export function dropOldest<V>(
  map: Map<string, V>,
  { atMost, isOver }: { atMost: number; isOver: (value: V) => boolean },
): void {
  for (const [key, value] of map) {
    if (map.size < atMost && !isOver(value)) return;
    map.delete(key);
  }
}
