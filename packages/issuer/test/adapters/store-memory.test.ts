import { createMemoryStore } from "../../src/adapters/store-memory.ts";
import { testLogStoreContract } from "./log-store-contract.ts";
import { testRegistryStoreContract } from "./registry-store-contract.ts";
import { testServiceStoreContract } from "./service-store-contract.ts";
import { testStoreContract } from "./store-contract.ts";

testStoreContract("memory", createMemoryStore);
testServiceStoreContract("memory", createMemoryStore);
testRegistryStoreContract("memory", createMemoryStore);
testLogStoreContract("memory", createMemoryStore);
