-- The language server of guiju, as `vim.lsp.enable("guiju")` finds it on the runtime path (Neovim 0.11 or later).
-- For older ones `plugin/guiju.lua` reads it.

local marks = { "governance.toml", "governance.yaml", "governance.json", "pack.toml" }

---@type vim.lsp.Config
return {
  cmd = { "guiju", "lsp" },
  filetypes = { "toml", "yaml", "json", "markdown" },
  -- Where no manifest and no pack lies above a file there is nothing to say, and no server is started.
  root_dir = function(buffer, found)
    local folder = vim.fn.fnamemodify(vim.api.nvim_buf_get_name(buffer), ":p:h")
    for _, mark in ipairs(marks) do
      local file = vim.fn.findfile(mark, vim.fn.escape(folder, " ;,\\") .. ";")
      if file ~= "" then
        return found(vim.fn.fnamemodify(file, ":p:h"))
      end
    end
  end,
}
