// Whose the Yjs client ids of one text are: an id belongs for ever to the person who used it first, and the database
// remembers (R11, R13). Called by room.ts and batch.ts.
import { CLIENTS_OF_A_PERSON, clientOwners, countClients, type DocumentWrite } from '#domain/texts/documents.ts';
import { Refusal } from './update-content.ts';

export class ClientOwners {
  private readonly documentId: string;
  /** Null: the platform's own. */
  private readonly owners = new Map<number, string | null>();
  /** Looked up, and nobody's. */
  private readonly free = new Set<number>();
  /** Bound here and not yet in the database. */
  private readonly new = new Set<number>();
  private readonly counts = new Map<string, number>();

  constructor(documentId: string) {
    this.documentId = documentId;
  }

  /** Whether `learn` must be asked before `owns` can judge these ids. */
  lacks(clients: Iterable<number>): boolean {
    for (const client of clients) if (!this.owners.has(client) && !this.free.has(client)) return true;
    return false;
  }

  /** Looks up ids that a person uses. */
  async learn(clients: number[], personId: string): Promise<void> {
    const found = await clientOwners(this.documentId, clients);
    if (!this.counts.has(personId)) this.counts.set(personId, await countClients(this.documentId, personId));
    for (const client of clients) {
      const owner = found.get(client);
      if (owner !== undefined) this.owners.set(client, owner);
      else if (!this.owners.has(client)) this.free.add(client);
    }
  }

  /** Whether the person may write under this id, as its owner or its first user. */
  owns(client: number, personId: string): boolean {
    const owner = this.owners.get(client);
    if (owner !== undefined) return owner === personId;
    if ((this.counts.get(personId) ?? 0) >= CLIENTS_OF_A_PERSON) throw new Refusal('too-large', 'too many client ids');
    return this.free.has(client);
  }

  /** Whether the id is known to be this person's. */
  isOf(client: number, personId: string): boolean {
    return this.owners.get(client) === personId;
  }

  /** Gives the id to its first user. */
  bind(client: number, personId: string | null): void {
    if (this.owners.has(client)) return;
    this.owners.set(client, personId);
    this.free.delete(client);
    this.new.add(client);
    if (personId !== null) this.counts.set(personId, (this.counts.get(personId) ?? 0) + 1);
  }

  /** What the next write must tell the database. */
  unsaved(): DocumentWrite['newClients'] {
    return [...this.new].map((clientId) => ({ clientId, personId: this.owners.get(clientId) ?? null }));
  }

  saved(clients: DocumentWrite['newClients']): void {
    for (const { clientId } of clients) this.new.delete(clientId);
  }
}
