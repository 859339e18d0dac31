import { qrDecodeEngine } from "../../src/image/qr-decode.ts";
import { testEngineContract } from "./engine-contract.ts";

testEngineContract(qrDecodeEngine(), { name: "qr", severalSymbols: true });
