// The schema, as the steps that lead to it. A step that has been released is never changed: the next one is added.

export type Migration = (database: IDBDatabase, transaction: IDBTransaction) => void;

export const migrations: readonly Migration[] = [
  (database) => {
    database.createObjectStore("records", {keyPath: "id"});
    // what a list needs stands apart from what is large
    database.createObjectStore("versions", {keyPath: ["id", "n"]});
    database.createObjectStore("texts", {keyPath: ["id", "n"]});
    database.createObjectStore("holdings", {keyPath: ["id", "kind", "name"]});
    database.createObjectStore("contents", {keyPath: ["id", "kind", "name"]});
  }
];
