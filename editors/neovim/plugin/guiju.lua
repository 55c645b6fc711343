-- Starts the language server of guiju for files below a manifest or a pack, in Neovim 0.7 or later.

if vim.lsp.enable then
  vim.lsp.enable("guiju")
  return
end

-- Before 0.11 there is no `lsp/` on the runtime path: the same settings, one client a root.
local here = vim.fn.fnamemodify(debug.getinfo(1, "S").source:sub(2), ":p:h:h")
local config = dofile(here .. "/lsp/guiju.lua")
local clients = {}

vim.api.nvim_create_autocmd("FileType", {
  pattern = config.filetypes,
  callback = function(event)
    config.root_dir(event.buf, function(root)
      local client = clients[root] and vim.lsp.get_client_by_id(clients[root])
      if not client then
        clients[root] = vim.lsp.start_client({ name = "guiju", cmd = config.cmd, root_dir = root })
      end
      if clients[root] then
        vim.lsp.buf_attach_client(event.buf, clients[root])
      end
    end)
  end,
})
