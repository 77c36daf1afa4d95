import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import type { DatabaseSync } from "node:sqlite";
import { numberOf } from "./cards.ts";

export const mailOf = (card: number) => `guest-${card}@example.org`;

/** Seals a card's mail address with a key of its own, which is kept beside the log and may be deleted. */
export function sealer(db: DatabaseSync) {
  db.exec("create table keys (card integer primary key, key text not null)");
  return (card: number) => {
    const key = randomBytes(32);
    db.prepare("insert into keys values (?, ?)").run(card, key.toString("hex"));
    const cipher = createCipheriv("aes-256-gcm", key, nonceOf(key));
    const mail = cipher.update(mailOf(card), "utf8", "hex") + cipher.final("hex");
    return { mail, tag: cipher.getAuthTag().toString("hex") };
  };
}

/** One mail is sealed with a key, so its nonce may follow from the key. */
const nonceOf = (key: Buffer) => Buffer.from(hkdfSync("sha256", key, "", "nonce", 12));

function opened(sealed: { mail: string; tag: string }, key: string | undefined): string | null {
  if (key === undefined) return null;
  const secret = Buffer.from(key, "hex");
  const cipher = createDecipheriv("aes-256-gcm", secret, nonceOf(secret)).setAuthTag(
    Buffer.from(sealed.tag, "hex"),
  );
  return cipher.update(sealed.mail, "hex", "utf8") + cipher.final("utf8");
}

/** Cents of an event, whichever shape it was written in; `old` tells whether whole euros are understood too. */
const centsOf = (data: { amount?: number; cents?: number }, old: boolean) =>
  data.cents ?? (old ? (data.amount ?? 0) * 100 : 0);

/** Drops the table of cards and builds it from the log alone. */
export function rebuild(db: DatabaseSync, { old = true } = {}): void {
  const keys = new Map(
    db
      .prepare("select card, key from keys")
      .all()
      .map(({ card, key }) => [card, String(key)]),
  );
  db.exec("drop table if exists cards");
  db.exec("create table cards (card integer primary key, cents integer, mail text, version integer)");
  const put = db.prepare("insert into cards values (?, 0, ?, 1)");
  const add = db.prepare("update cards set cents = cents + ?, version = ? where card = ?");
  db.exec("begin");
  for (const { card, version, type, data } of db.prepare("select * from events order by position").all()) {
    const read = JSON.parse(String(data)) as { amount?: number; cents?: number; mail: string; tag: string };
    if (type === "opened") put.run(card as number, opened(read, keys.get(card)));
    else add.run((type === "topup" ? 1 : -1) * centsOf(read, old), version as number, card as number);
  }
  db.exec("commit");
}

export const centsIn = (db: DatabaseSync) => numberOf(db, "select sum(cents) from cards");
