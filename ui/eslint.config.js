import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const onlyPlatform = {
  group: ["@tauri-apps/*"],
  message: "Only src/platform knows the host.",
};

export default tseslint.config(
  { ignores: ["dist", "node_modules", "src/contract", "test-results", "e2e"] },
  ...tseslint.configs.recommendedTypeChecked,
  hooks.configs.flat["recommended-latest"],
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ["eslint.config.js"] } },
    },
  },
  {
    rules: {
      "no-restricted-imports": ["error", { patterns: [onlyPlatform] }],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      // What hooks answer are records of functions without `this`.
      "@typescript-eslint/unbound-method": "off",
      // The compiler is not in use; TanStack Virtual works as it is.
      "react-hooks/incompatible-library": "off",
    },
  },
  { files: ["src/platform/**"], rules: { "no-restricted-imports": "off" } },
);
