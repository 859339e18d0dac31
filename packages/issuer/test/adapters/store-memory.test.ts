import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { testStoreContract } from "./store-contract.ts";

testStoreContract("memory", createMemoryStore);
