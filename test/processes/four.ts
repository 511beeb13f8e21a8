import { people } from "../trial/people.ts";
import { type Product, startProduct } from "../trial/product.ts";
import { type Player, seedCompany } from "../trial/seed.ts";

/** Enough to ask, to decide, to be reset and to be invited. Each costs a password's hash at the start. */
const names = ["Olivia", "Marcus", "Ada", "Bela", "Nora", "Sam", "Luis", "Petra", "Otto", "Pilar", "Quinn"];

export type Four = {
  product: Product;
  companyId: string;
  players: Player[];
  named: (name: string) => Player;
};

/** Four processes of the product on one database, not started yet, and a small company. Whoever lays them closes the product. */
export async function layFour(options: Parameters<typeof startProduct>[0] = {}): Promise<Four> {
  const cast = people.filter(({ firstName }) => names.includes(firstName));
  const product = await startProduct({ bots: 4, isUnhurried: true, people: cast, ...options });
  const { companyId, players } = await seedCompany(product);
  const named = (name: string) => {
    const player = players.find(({ firstName }) => firstName === name);
    if (!player) throw new Error(`nobody is called ${name}`);
    return player;
  };
  return { product, companyId, players, named };
}
